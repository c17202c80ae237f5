"""What a text says: clauses, cues and phrases in the languages customers write. `bot.stages.read` asks them."""
