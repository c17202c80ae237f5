"""The whole company, told from its story modules."""

from __future__ import annotations

import importlib
import pkgutil

from tools.demo_company import first_twelve, stories
from tools.demo_company.world import Company


def told(*modules: str) -> Company:
    """The finished company; with *modules* only what these story modules tell."""
    company = Company()
    if not modules:
        first_twelve.tell(company)
    for name in modules or sorted(found.name for found in pkgutil.iter_modules(stories.__path__)):
        importlib.import_module(f"tools.demo_company.stories.{name}").tell(company)
    company.finish()
    return company
