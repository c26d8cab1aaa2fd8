from . import test_room
from . import test_room_browser
from . import test_room_js
from . import test_room_screen
from . import test_room_translation
