from . import business_cluster_roles
