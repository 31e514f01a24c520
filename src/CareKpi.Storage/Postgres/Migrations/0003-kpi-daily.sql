-- Values of days for BI tools, and what the job that fills the table knows. Nothing of it is the truth: dropped, it is made anew.
CREATE TABLE carekpi.kpi_daily (
  tenant text COLLATE "C" NOT NULL,
  level text COLLATE "C" NOT NULL CHECK (level IN ('tenant', 'team', 'agent')),
  scope_key text COLLATE "C" NOT NULL,
  day date NOT NULL,
  kpi text COLLATE "C" NOT NULL,
  value double precision,
  numerator double precision,
  denominator double precision,
  count bigint NOT NULL,
  provisional boolean NOT NULL,
  computed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, day, level, scope_key, kpi)
) PARTITION BY HASH (tenant);

DO $$
BEGIN
  FOR part IN 0..7 LOOP
    EXECUTE format('CREATE TABLE carekpi.kpi_daily_%s PARTITION OF carekpi.kpi_daily FOR VALUES WITH (MODULUS 8, REMAINDER %s) WITH (fillfactor = 90)', part, part);
    EXECUTE format('ALTER TABLE carekpi.kpi_daily_%s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
  END LOOP;
END $$;

-- A chart is one KPI of some scopes over many days.
CREATE INDEX kpi_daily_by_kpi ON carekpi.kpi_daily (tenant, kpi, level, day) INCLUDE (scope_key, value, numerator, denominator, count);

CREATE TABLE carekpi.bi_scopes (
  tenant text COLLATE "C" NOT NULL,
  level text COLLATE "C" NOT NULL,
  scope_key text COLLATE "C" NOT NULL,
  name text NOT NULL,
  team text,
  PRIMARY KEY (tenant, level, scope_key)
);

CREATE TABLE carekpi.bi_kpis (
  tenant text COLLATE "C" NOT NULL,
  kpi text COLLATE "C" NOT NULL,
  name text NOT NULL,
  unit text NOT NULL,
  better text NOT NULL,
  adds text NOT NULL,
  formula text NOT NULL,
  PRIMARY KEY (tenant, kpi)
);

-- Who asks reads with the rights and under the row-level security of himself, not of who made the view.
CREATE VIEW carekpi.kpi_daily_named WITH (security_invoker = true) AS
SELECT d.tenant, d.level, d.scope_key, coalesce(s.name, d.scope_key) AS scope_name, s.team, d.day, d.kpi, coalesce(k.name, d.kpi) AS kpi_name, k.unit, k.better,
  d.value, d.numerator, d.denominator, d.count, d.provisional, d.computed_at
FROM carekpi.kpi_daily d
LEFT JOIN carekpi.bi_scopes s ON s.tenant = d.tenant AND s.level = d.level AND s.scope_key = d.scope_key
LEFT JOIN carekpi.bi_kpis k ON k.tenant = d.tenant AND k.kpi = d.kpi;

-- What the table holds of a tenant: every entry up to position, as of looked; days that are due are in the other one. Who fills it holds the tenant: nobody else's rows are written.
CREATE TABLE carekpi.kpi_daily_tenants (
  tenant text COLLATE "C" PRIMARY KEY,
  holder uuid,
  basis text NOT NULL DEFAULT '',
  position bigint NOT NULL DEFAULT -1,
  looked bigint NOT NULL DEFAULT 0,
  looked_at timestamptz NOT NULL DEFAULT 'epoch',
  next_at timestamptz NOT NULL DEFAULT 'epoch',
  changed_at timestamptz NOT NULL DEFAULT 'epoch'
) WITH (fillfactor = 50);

CREATE TABLE carekpi.kpi_daily_due (
  tenant text COLLATE "C" NOT NULL,
  day date NOT NULL,
  whole boolean NOT NULL,
  PRIMARY KEY (tenant, day)
);

-- Which tenant a BI role reads; (removed): none any more. The roles themselves are the database administrator's (carekpi bi).
CREATE TABLE carekpi.bi_readers (role name PRIMARY KEY, tenant text COLLATE "C" NOT NULL, created_at timestamptz NOT NULL DEFAULT now());

-- Asked by the policy of BI roles: by who has logged in, whatever it has set since. Everybody else has no tenant.
CREATE FUNCTION carekpi.bi_tenant() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS 'SELECT tenant FROM carekpi.bi_readers WHERE role = session_user';
REVOKE ALL ON FUNCTION carekpi.bi_tenant() FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA carekpi FROM PUBLIC;

-- Of the node alone, and not of everybody: a BI role sets what it likes.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['kpi_daily', 'bi_scopes', 'bi_kpis', 'kpi_daily_tenants', 'kpi_daily_due'] LOOP
    EXECUTE format('ALTER TABLE carekpi.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenants ON carekpi.%I TO CURRENT_USER USING (tenant IN (SELECT unnest(nullif(current_setting(''carekpi.tenants'', true), '''')::text[]) COLLATE "C"))', name);
  END LOOP;
END $$;

-- One policy for all BI roles: a dump names none of them, and none has to be made or removed while somebody reads.
CREATE POLICY bi ON carekpi.kpi_daily FOR SELECT TO PUBLIC USING (tenant = (SELECT carekpi.bi_tenant()));
CREATE POLICY bi ON carekpi.bi_scopes FOR SELECT TO PUBLIC USING (tenant = (SELECT carekpi.bi_tenant()));
CREATE POLICY bi ON carekpi.bi_kpis FOR SELECT TO PUBLIC USING (tenant = (SELECT carekpi.bi_tenant()));

CREATE POLICY listing ON carekpi.kpi_daily_tenants FOR SELECT TO CURRENT_USER USING (current_setting('carekpi.listing', true) = 'on');
CREATE POLICY listing ON carekpi.kpi_daily_due FOR SELECT TO CURRENT_USER USING (current_setting('carekpi.listing', true) = 'on');

COMMENT ON TABLE carekpi.kpi_daily IS 'One row per tenant, team or agent, KPI and day, in the tenant''s time zone: the value that CareKpi''s API tells for the day. What stands on nothing has no row: counts are 0 there, shares and means are unknown.';
COMMENT ON COLUMN carekpi.kpi_daily.tenant IS 'Key of the tenant. A BI role sees its own tenant only.';
COMMENT ON COLUMN carekpi.kpi_daily.level IS 'tenant, team or agent. A team includes the teams beneath it, so teams do not always add up to the tenant.';
COMMENT ON COLUMN carekpi.kpi_daily.scope_key IS 'Key of the team or agent; empty for the tenant itself. Names: bi_scopes.';
COMMENT ON COLUMN carekpi.kpi_daily.day IS 'Calendar day in the tenant''s time zone.';
COMMENT ON COLUMN carekpi.kpi_daily.kpi IS 'Code of the KPI. Names, units and formulas: bi_kpis.';
COMMENT ON COLUMN carekpi.kpi_daily.value IS 'The value of the day; null: nothing to measure. Never average it over days: divide sums of numerator and denominator.';
COMMENT ON COLUMN carekpi.kpi_daily.numerator IS 'What the value is made of; see bi_kpis.formula and bi_kpis.adds.';
COMMENT ON COLUMN carekpi.kpi_daily.denominator IS 'What the numerator is divided by; null for counts and sums.';
COMMENT ON COLUMN carekpi.kpi_daily.count IS 'How many observations the value stands on. Under 5 it is chance.';
COMMENT ON COLUMN carekpi.kpi_daily.provisional IS 'The day is not over, or a window that the KPI waits for (repeat contacts, 48 hours, 30 days) is not.';
COMMENT ON COLUMN carekpi.kpi_daily.computed_at IS 'When the row was last written with another value.';
COMMENT ON TABLE carekpi.bi_scopes IS 'Names of teams and agents as of today. team: of an agent its team of today, of a team its parent.';
COMMENT ON TABLE carekpi.bi_kpis IS 'The catalogue with the tenant''s own KPIs. better: up, down or none. adds: over what numerators and denominators may be summed (Both: days and scopes).';
COMMENT ON VIEW carekpi.kpi_daily_named IS 'kpi_daily with the names of scopes and KPIs.';
