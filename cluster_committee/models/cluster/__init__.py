from . import business_cluster_steps
