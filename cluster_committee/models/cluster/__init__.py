from . import business_cluster_plan
