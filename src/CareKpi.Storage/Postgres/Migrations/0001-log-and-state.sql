-- Names of tenants compare by the bytes of their UTF-8 everywhere.
CREATE TABLE carekpi.log_heads (
  tenant text COLLATE "C" NOT NULL,
  partition smallint NOT NULL DEFAULT 0,
  epoch bigint NOT NULL,
  last_seq bigint NOT NULL,
  -- Entries that were removed on purpose: a check tells them from lost ones.
  gaps bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, partition)
) WITH (fillfactor = 50);

CREATE TABLE carekpi.log_entries (
  tenant text COLLATE "C" NOT NULL,
  partition smallint NOT NULL DEFAULT 0,
  seq bigint NOT NULL,
  payload bytea NOT NULL,
  PRIMARY KEY (tenant, partition, seq)
) PARTITION BY HASH (tenant);

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format('CREATE TABLE carekpi.log_entries_%s PARTITION OF carekpi.log_entries FOR VALUES WITH (MODULUS 16, REMAINDER %s)', to_char(part, 'FM00'), part);
    -- Payloads come compressed.
    EXECUTE format('ALTER TABLE carekpi.log_entries_%s ALTER COLUMN payload SET STORAGE EXTERNAL', to_char(part, 'FM00'));
    EXECUTE format('ALTER TABLE carekpi.log_entries_%s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', to_char(part, 'FM00'));
  END LOOP;
END $$;

CREATE TABLE carekpi.state_heads (tenant text COLLATE "C" PRIMARY KEY, epoch bigint NOT NULL) WITH (fillfactor = 50);
CREATE TABLE carekpi.state_rows (tenant text COLLATE "C" NOT NULL, key bytea NOT NULL, value bytea NOT NULL, PRIMARY KEY (tenant, key));
CREATE TABLE carekpi.node_heads (tenant text COLLATE "C" PRIMARY KEY, epoch bigint NOT NULL) WITH (fillfactor = 50);
CREATE TABLE carekpi.node_rows (tenant text COLLATE "C" NOT NULL, key bytea NOT NULL, value bytea NOT NULL, PRIMARY KEY (tenant, key));

ALTER TABLE carekpi.state_rows ALTER COLUMN key SET STORAGE PLAIN;
ALTER TABLE carekpi.node_rows ALTER COLUMN key SET STORAGE PLAIN;
-- A state is rewritten all the time: dead rows are looked for before they are a fifth of it.
ALTER TABLE carekpi.state_rows SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

-- A transaction sees the tenants of its own list and nothing without one; the owner too. The list is asked once a statement, and hashed.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['log_heads', 'log_entries', 'state_heads', 'state_rows', 'node_heads', 'node_rows'] LOOP
    EXECUTE format('ALTER TABLE carekpi.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenants ON carekpi.%I USING (tenant IN (SELECT unnest(nullif(current_setting(''carekpi.tenants'', true), '''')::text[]) COLLATE "C"))', name);
  END LOOP;
END $$;

-- The one exception: which tenants there are.
CREATE POLICY listing ON carekpi.log_heads FOR SELECT USING (current_setting('carekpi.listing', true) = 'on');

-- What rows say, by kind of row.
CREATE TABLE carekpi.formats (name text PRIMARY KEY, version int NOT NULL);
