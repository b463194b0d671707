"""Plans: which one counts for a site, for a workspace and for a token."""

from typing import NamedTuple

from mockflow.core.call import Actor
from mockflow.core.ordered import Ordered
from mockflow.core.store import Reader
from mockflow.domain.sites import SITES, Site
from mockflow.domain.workspaces import WORKSPACES, Workspace

from .meters import ENTERPRISE, PLANS


class Plans(NamedTuple):
    """The plans of a state.

    Attributes:
        overall: instead of all others; None where the others count.
        usual: of the sites that have none of their own, and whose workspace has none.
    """

    reader: Reader
    overall: str | None
    usual: str

    def of_site(self, site: Site) -> str:
        """The plan that counts for a site: the world's, else its own, else its workspace's, else that of the seed."""
        own = self.overall or site.plan
        workspace = None if own else self.reader.find(WORKSPACES, site.workspace_id)
        return own or (workspace.plan if workspace else None) or self.usual

    def of_workspace(self, workspace: Workspace) -> str:
        """The plan that counts for a workspace: the world's, else its own, else the highest of its sites."""
        own = self.overall or workspace.plan
        plans = [self.of_site(site) for site in self.reader.all(SITES) if site.workspace_id == workspace.id]
        return own or max(plans, key=list(PLANS).index, default=self.usual)

    def limit_of(self, actor: Actor) -> int:
        """Requests a minute of a token: the highest of the sites that it reaches, or those of its workspace."""
        reached = [self._rate_of(site) for site in self.reader.all(SITES) if actor.reaches(site.id)]
        workspace = self.reader.find(WORKSPACES, actor.workspace_id)
        if workspace is not None:
            reached.append(PLANS[self.of_workspace(workspace)])
        return max(reached, default=PLANS[self.overall or "starter"])

    def _rate_of(self, site: Site) -> int:
        plan = self.of_site(site)
        return site.rate_limit if plan == ENTERPRISE and site.rate_limit else PLANS[plan]

    def logged_sites(self) -> frozenset[str]:
        """The sites whose activity is logged: nobody can read the log of one on another plan than Enterprise."""

        def find(sites: Ordered[Site]) -> frozenset[str]:
            return frozenset(site.id for site in sites if self.of_site(site) == ENTERPRISE)

        found: frozenset[str] = self.reader.all(SITES).derived(f"logged {self.overall} {self.usual}", find)
        return found
