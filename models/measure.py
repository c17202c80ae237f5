"""Every figure the product reports, by the name it goes by everywhere; docs/metrics.md has the formula of each."""

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
