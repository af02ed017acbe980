"""Everything one open profile needs, built once and passed down.

Owns: building the parts in the right order and closing them. There is no global "current profile".
Importing this module brings in the HTTP client and more: do it off the GUI thread, after the first paint.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.api.base_url import parse_base_url
from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.calls.detail_queue import DetailQueue
from app.calls.mirror import CallMirror, MirrorError
from app.calls.sync import CallSync
from app.campaigns.directory import CampaignDirectory
from app.clock import Clock, SystemClock
from app.errors import AppError
from app.leads.campaign_lock import CampaignLocks
from app.leads.do_not_call import DoNotCallList
from app.leads.ledger import Ledger
from app.leads.paused_notes import PausedNotes
from app.leads.recipes import Recipes
from app.leads.refused import RefusedNumbers
from app.leads.retention import forget_old_people
from app.proxy import proxy_for
from app.quota.governor import QuotaGovernor
from app.quota.history import QuotaHistory
from app.quota.partners import Partners
from app.reference.cache import ReferenceCache
from app.reference.destinations import Destinations
from app.secrets import Secret
from app.settings import DEFAULT_DETAILS_A_DAY, RUN_PROFILE, Profile
from app.store.files import private_folder


class Context:
    """The engine behind one profile.

    Attributes:
        profile: Whose data this is.
        folder: The profile's own folder, mode 0700.
        governor: Shares the key's quota out; one per key.
        api: The API, every request through the governor.
        reference: Agents, numbers and catalogues, cached on disk.
        ledger: What was uploaded from this computer.
        history: Who spent what of the quota.
        campaigns: The campaigns as last read.
        destinations: Where the workspace may call, as far as the server tells it.
        do_not_call: Numbers that nothing here may send to any campaign.
        mirror: The calls, kept on this computer. Where it could not be opened, `mirror_problem` says why, and every
            question to it raises the same.
        sync: Keeps the mirror up to date while its `run` runs.
        details: Transcripts, by value, while its `run` runs.
        refused: Numbers that the server has refused.
        recipes: What was decided about lead files, by their header.
        paused: Campaigns that were paused for an upload and may still be.
    """

    def __init__(
        self,
        profile: Profile,
        key: Secret,
        folder: Path,
        clock: Clock,
        governor: QuotaGovernor,
        api: Api,
        reference: ReferenceCache,
        ledger: Ledger,
        history: QuotaHistory,
        partners: Partners | None = None,
    ) -> None:
        self.profile = profile
        self._key = key
        self.folder = folder
        self.clock = clock
        self.governor = governor
        self.api = api
        self.reference = reference
        self.ledger = ledger
        self.history = history
        self._partners = partners
        self.campaigns = CampaignDirectory(api, clock)
        self.destinations = Destinations(folder, api, clock)
        self.do_not_call = DoNotCallList(folder, clock, profile.name)
        self.mirror = CallMirror(folder, api.account, clock)
        self.mirror_problem: MirrorError | None = None
        self.sync = CallSync(self.mirror, api, governor, clock)
        self.details = DetailQueue(self.mirror, api, clock, budget=DEFAULT_DETAILS_A_DAY)
        self.refused = RefusedNumbers(folder, clock)
        self.recipes = Recipes(folder)
        self.paused = PausedNotes(folder, clock)

    @classmethod
    async def open(
        cls,
        profile: Profile,
        key: Secret,
        data_folder: Path,
        *,
        proxy: str = "",
        clock: Clock | None = None,
        shared_folder: Path | None = None,
    ) -> Context:
        """Build the engine for `profile`; sends no request.

        Args:
            profile: Whose data it is.
            key: Its key.
            data_folder: Where the profile's own folder is.
            proxy: Address of a proxy that the operator has set, "" for none.
            clock: Source of time; the system's where None.
            shared_folder: Where consoles with the same key meet (`app.settings.state_folder`); None: each for itself.

        Raises:
            AppError: The address is not acceptable, or the local data cannot be opened.
        """
        clock = clock or SystemClock()
        folder = data_folder / "profiles" / folder_name(profile, key)
        try:
            private_folder(folder)
        except OSError as error:
            raise AppError(
                "Nothing can be kept in {folder} ({reason}). Check that it is yours, or give another with --data-dir.",
                folder=str(data_folder),
                reason=error.strerror or str(error),
            ) from None
        # From a file that may have been edited by hand, or the environment: the key goes to no address unchecked.
        base_url = parse_base_url(profile.base_url)
        governor = QuotaGovernor(clock, floor_share=profile.floor_share)
        transport = Transport(base_url, key, proxy=proxy_for(base_url, proxy))
        await transport.open()
        api = Api(transport, governor, CampaignDialect(), clock, profile_id=profile.id, read_only=profile.read_only)
        try:
            ledger = await Ledger.open(folder, clock, profile.name)
            history = await QuotaHistory.open(folder, api.account, governor, clock)
        except BaseException:  # another profile was chosen meanwhile, or the local data are of no use
            await api.aclose()
            raise
        api.request_log.subscribe(history.record)
        partners = None
        if shared_folder is not None:
            ledger.locks = CampaignLocks(shared_folder, base_url, ledger.path, clock)
            partners = Partners(shared_folder, governor, clock)
            partners.start(base_url, key)
        reference = ReferenceCache(folder, api, clock)
        context = cls(profile, key, folder, clock, governor, api, reference, ledger, history, partners)
        try:
            await context.mirror.open()
        except MirrorError as error:  # no reason not to open the profile: everything else works
            context.mirror_problem = error
        except BaseException:
            await context.aclose()
            raise
        return context

    def uses(self, address: str, key: Secret) -> bool:
        """Whether requests with this key to this address are of the quota that is kept here."""
        return self._key == key and parse_base_url(self.profile.base_url) == parse_base_url(address)

    def take_profile(self, profile: Profile) -> None:
        """The same profile by another name or colour, or with another right to change things or to use the quota."""
        self.profile = profile
        self.ledger.who = profile.name
        self.governor.floor_share = profile.floor_share
        self.api.read_only = profile.read_only

    async def forget_old_people(self, days: int) -> int:
        """Let go of personal data of finished work older than so many days, in everything that is kept of the profile.

        How many uploads and calls that were.

        Raises:
            AppError: The local data cannot be used.
        """
        count = await forget_old_people(self.ledger, days, self.clock.time())
        await self.refused.forget_old(days)
        if self.mirror.is_open:
            count += await self.mirror.forget_old(days)
        return count

    async def aclose(self) -> None:
        """Stop everything: waiters are cancelled, connections closed, the history is written."""
        await self.governor.aclose()
        await self.history.flush()  # before connections, which may take their time to close
        if self._partners is not None:
            await self._partners.aclose()
        await self.api.aclose()
        await self.mirror.aclose()
        await self.history.aclose()


def folder_name(profile: Profile, key: Secret) -> str:
    """What a profile's folder is called.

    A key given for one run has no profile of its own, and the next one may be of another workspace: a record of uploads
    that both shared would take leads of the one for leads of the other. So it is told apart by address and key, by a
    digest that is too short to be the key's.
    """
    if profile.id != RUN_PROFILE:
        return profile.id
    account = f"{parse_base_url(profile.base_url)} {key.reveal()}"
    return f"{RUN_PROFILE}-{hashlib.sha256(account.encode()).hexdigest()[:12]}"


async def try_key(profile: Profile, key: Secret, *, proxy: str = "", opened: Context | None = None) -> None:
    """Send the cheapest authenticated request with this key, once; nothing is stored.

    Args:
        profile: Whose key it is to be.
        key: The key.
        proxy: As for `Context.open`.
        opened: The profile that is open. Where it uses the same key, the test takes its turn in that key's quota.

    Raises:
        AppError: What stands in the way, as a sentence.
    """
    if opened is not None and opened.uses(profile.base_url, key):
        await opened.api.check()
        return
    clock = SystemClock()
    governor = QuotaGovernor(clock)
    base_url = parse_base_url(profile.base_url)
    transport = Transport(base_url, key, proxy=proxy_for(base_url, proxy))
    await transport.open()
    api = Api(transport, governor, CampaignDialect(), clock, profile_id=profile.id)
    try:
        await api.check()
    finally:
        await governor.aclose()
        await api.aclose()
