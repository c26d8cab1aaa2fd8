from . import test_api_pages
