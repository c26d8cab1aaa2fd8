"""Committees that were named by what another addon calls their province, like
«استان استان اذربايجان شرقي», get the name that is printed."""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE committee_committee c
           SET name = replace(c.name, s.name, s.province_name)
          FROM res_country_state s
         WHERE s.id = c.province_id AND s.province_name IS NOT NULL
           AND s.name != s.province_name AND position(s.name IN c.name) > 0
           -- «قم» stands in no longer name of «استان قم», but in its own
           AND position(s.name IN s.province_name) = 0
        """
    )
