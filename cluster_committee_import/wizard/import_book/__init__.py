from .book import Book
from .committees import CommitteeSheet
from .holders import HolderSheet
from .institutions import InstitutionSheet
from .meetings import MeetingSheet
from .resolutions import ResolutionSheet
from .seats import SeatSheet
from .sheet import PROVINCE, Sheet
from .users import UserSheet

# in the order in which what they name comes into being
SHEETS = (
    InstitutionSheet,
    CommitteeSheet,
    SeatSheet,
    UserSheet,
    HolderSheet,
    MeetingSheet,
    ResolutionSheet,
)

__all__ = ["PROVINCE", "SHEETS", "Book", "Sheet"]
