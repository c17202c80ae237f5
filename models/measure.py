"""Every figure of a report, by the name it goes by everywhere; docs/metrics.md has the formula of each."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """What is measured. A test compares this list with docs/metrics.md."""

    # ── the audit before go-live ──────────────────────────────────────────────────────────────
    CONTACT = "accounts with a verified contact"
    TERMS = "accounts with known payment terms"
    OWNER = "accounts with a known owner"
    TIER = "accounts with a known tier"
    DEBTOR_KIND = "accounts known to be a company or a person"
    PO_KNOWN = "accounts known to need a PO number or not"
    PO_THERE = "open invoices with the PO number they require"
    COPIES = "open invoices with a copy on file"
    ROUTINE = "past-due accounts that are routine"
    ONE_PRESS = "past-due accounts that one press decides"
    BLOCKER = "past due behind a blocker"
    AT_STAKE = "money at stake"
    CONTRADICTIONS = "contradictions by kind"
    REJECTED = "rejected rows"
    # ── the baseline ──────────────────────────────────────────────────────────────────────────
    MEDIAN_DAYS = "median days from due to paid"
    MEAN_DAYS = "mean days from due to paid"
    BY_DUE = "paid by the due date"
    WITHIN_30 = "paid within 30 days after it"
    ROLL = "weekly roll by bucket"
    DSO = "DSO, simple"
    COUNT_BACK = "DSO, count-back"
    BEST_POSSIBLE = "DSO, best possible"
    DELINQUENT = "average days delinquent"
    MINUTES = "minutes per follow-up"
    PER_WEEK = "follow-ups per week"
    HOURS = "hours per week on follow-ups"
    # ── the pilot ─────────────────────────────────────────────────────────────────────────────
    INSIDE = "accounts in the pilot"
    OUTSIDE = "accounts outside"
    ALONE = "for this alone"
    # ── the simulation ────────────────────────────────────────────────────────────────────────
    WITH_PACKET = "accounts with a packet"
    PACKET_DAYS = "packets on days"
    BY_CLASS = "packets on days by class"
    ALWAYS_ROUTINE = "accounts always routine"
    PAST_DUE_OUTSIDE = "accounts past due and outside the pilot"
    DECISIONS = "decisions"
    ONE_PRESS_DECISIONS = "decisions of one press"
    MAILS = "mails approved"
    PRESSES = "presses per account with a decision"
    WORDS = "words per account with a decision"
    A_DAY = "decisions a day"
    BUSIEST = "busiest day"
    BY_GATE = "packets on days by gate"
    BY_RULE = "packets on days by rule"
    DIFFERENT = "sorted or gated differently"
    # ── under the cards ───────────────────────────────────────────────────────────────────────
    CONFIDENCE = "cards that gave what was needed"
    MOVED = "moved to an older bucket"
    PROMISES_OVER = "promises whose time ran out"
    DISPUTES_BY_AGE = "open disputes by age"
    OTHERWISE = "done otherwise than proposed"
    TIE = "buckets less unapplied against the books"
    # ── labelled cases ────────────────────────────────────────────────────────────────────────
    PRECISION = "precision"
    RECALL = "recall"
    F1 = "F1"
    MISSES = "misses"
