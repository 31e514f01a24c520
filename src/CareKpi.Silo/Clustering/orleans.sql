-- Who is in the cluster, and reminders: what Orleans' ADO.NET providers ask for. They read the text of each statement from OrleansQuery and give parameters and read columns by name; tables and statements are this
-- file's own. It is run at every start and leaves what is there; statements that change must go on serving silos of the version before.
CREATE SCHEMA IF NOT EXISTS orleans;

CREATE TABLE IF NOT EXISTS orleans.OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);

-- One row a cluster: every change of a member is a change of the version, so that of two that meet one is refused.
CREATE TABLE IF NOT EXISTS orleans.clusters (id text PRIMARY KEY, version int NOT NULL DEFAULT 0, changed_at timestamptz NOT NULL DEFAULT now());

CREATE TABLE IF NOT EXISTS orleans.members (
  cluster text NOT NULL REFERENCES orleans.clusters ON DELETE CASCADE,
  address text NOT NULL,
  port int NOT NULL,
  generation int NOT NULL,
  name text NOT NULL,
  host text NOT NULL,
  status int NOT NULL,
  proxy_port int NOT NULL,
  suspected_by text,
  started_at timestamptz NOT NULL,
  alive_at timestamptz NOT NULL,
  PRIMARY KEY (cluster, address, port, generation)
);

CREATE TABLE IF NOT EXISTS orleans.reminders (
  service text NOT NULL,
  grain text NOT NULL,
  name text NOT NULL,
  starts_at timestamptz NOT NULL,
  period_ms bigint NOT NULL,
  hash int NOT NULL,
  version int NOT NULL DEFAULT 0,
  PRIMARY KEY (service, grain, name)
);

CREATE OR REPLACE VIEW orleans.membership AS
  SELECT c.id AS cluster, m.address AS "Address", m.port AS "Port", m.generation AS "Generation", m.name AS "SiloName", m.host AS "HostName", m.status AS "Status", m.proxy_port AS "ProxyPort",
    m.suspected_by AS "SuspectTimes", m.started_at AS "StartTime", m.alive_at AS "IAmAliveTime", c.version AS "Version"
  FROM orleans.clusters c LEFT JOIN orleans.members m ON m.cluster = c.id;

CREATE OR REPLACE VIEW orleans.reminder_entries AS
  SELECT service, hash, grain AS "GrainId", name AS "ReminderName", starts_at AS "StartTime", period_ms AS "Period", version AS "Version" FROM orleans.reminders;

INSERT INTO orleans.OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $$
  WITH made AS (INSERT INTO orleans.clusters (id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::int FROM made$$),
('InsertMembershipKey', $$
  WITH turn AS (
    UPDATE orleans.clusters SET version = version + 1, changed_at = now()
    WHERE id = @DeploymentId AND version = @Version
      AND NOT EXISTS (SELECT FROM orleans.members WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING id),
  added AS (
    INSERT INTO orleans.members (cluster, address, port, generation, name, host, status, proxy_port, started_at, alive_at)
    SELECT id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM turn
    RETURNING 1)
  SELECT count(*)::int FROM added$$),
('UpdateMembershipKey', $$
  WITH turn AS (
    UPDATE orleans.clusters SET version = version + 1, changed_at = now()
    WHERE id = @DeploymentId AND version = @Version
      AND EXISTS (SELECT FROM orleans.members WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING id),
  told AS (
    UPDATE orleans.members SET status = @Status, suspected_by = @SuspectTimes, alive_at = @IAmAliveTime
    FROM turn WHERE cluster = turn.id AND address = @Address AND port = @Port AND generation = @Generation
    RETURNING 1)
  SELECT count(*)::int FROM told$$),
('UpdateIAmAlivetimeKey', $$
  UPDATE orleans.members SET alive_at = @IAmAliveTime WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation$$),
('MembershipReadRowKey', $$
  SELECT c.version AS "Version", m."Address", m."Port", m."Generation", m."SiloName", m."HostName", m."Status", m."ProxyPort", m."SuspectTimes", m."StartTime", m."IAmAliveTime"
  FROM orleans.clusters c LEFT JOIN orleans.membership m ON m.cluster = c.id AND m."Address" = @Address AND m."Port" = @Port AND m."Generation" = @Generation
  WHERE c.id = @DeploymentId$$),
('MembershipReadAllKey', $$
  SELECT * FROM orleans.membership WHERE cluster = @DeploymentId$$),
('GatewaysQueryKey', $$
  SELECT "Address", "ProxyPort", "Generation" FROM orleans.membership WHERE cluster = @DeploymentId AND "Status" = @Status AND "ProxyPort" > 0$$),
-- 3 is active: whoever is, stays.
('CleanupDefunctSiloEntriesKey', $$
  DELETE FROM orleans.members WHERE cluster = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3$$),
('DeleteMembershipTableEntriesKey', $$
  DELETE FROM orleans.clusters WHERE id = @DeploymentId$$),
('UpsertReminderRowKey', $$
  INSERT INTO orleans.reminders AS old (service, grain, name, starts_at, period_ms, hash) VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash)
  ON CONFLICT (service, grain, name) DO UPDATE SET starts_at = excluded.starts_at, period_ms = excluded.period_ms, hash = excluded.hash, version = old.version + 1
  RETURNING version AS "Version"$$),
('ReadReminderRowKey', $$
  SELECT * FROM orleans.reminder_entries WHERE service = @ServiceId AND "GrainId" = @GrainId AND "ReminderName" = @ReminderName$$),
('ReadReminderRowsKey', $$
  SELECT * FROM orleans.reminder_entries WHERE service = @ServiceId AND "GrainId" = @GrainId$$),
-- Hashes lie on a ring: a range that goes over its end is two.
('ReadRangeRows1Key', $$
  SELECT * FROM orleans.reminder_entries WHERE service = @ServiceId AND hash > @BeginHash AND hash <= @EndHash$$),
('ReadRangeRows2Key', $$
  SELECT * FROM orleans.reminder_entries WHERE service = @ServiceId AND (hash > @BeginHash OR hash <= @EndHash)$$),
('DeleteReminderRowKey', $$
  WITH gone AS (DELETE FROM orleans.reminders WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName AND version = @Version RETURNING 1)
  SELECT count(*)::int FROM gone$$),
('DeleteReminderRowsKey', $$
  DELETE FROM orleans.reminders WHERE service = @ServiceId$$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText WHERE OrleansQuery.QueryText <> excluded.QueryText;
