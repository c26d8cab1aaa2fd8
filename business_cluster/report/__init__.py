from . import business_cluster_funding
