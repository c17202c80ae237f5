"""What a draft states and what it must not: the rooms that `bot.stages.guard` asks."""
