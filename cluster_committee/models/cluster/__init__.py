from . import business_cluster_roles
from . import business_cluster_contribution
