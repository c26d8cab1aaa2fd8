from .book import Book
from .committees import CommitteeSheet
from .experts import ExpertSheet
from .forecasts import ForecastSheet
from .holders import HolderSheet
from .institutions import InstitutionSheet
from .meetings import MeetingSheet
from .outputs import OutputSheet
from .priorities import PrioritySheet
from .resolutions import ResolutionSheet
from .seats import SeatSheet
from .sessions import SessionSheet
from .sheet import PROVINCE, Sheet
from .users import UserSheet

# in the order in which what they name comes into being
SHEETS = (
    InstitutionSheet,
    CommitteeSheet,
    SeatSheet,
    UserSheet,
    HolderSheet,
    ExpertSheet,
    SessionSheet,
    MeetingSheet,
    OutputSheet,
    ResolutionSheet,
    PrioritySheet,
    ForecastSheet,
)

__all__ = ["PROVINCE", "SHEETS", "Book", "Sheet"]
