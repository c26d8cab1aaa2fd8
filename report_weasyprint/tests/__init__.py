from . import test_document_route
from . import test_js
from . import test_paper_engine
from . import test_paper_text
from . import test_report
from . import test_pictures
from . import test_paper_pool
