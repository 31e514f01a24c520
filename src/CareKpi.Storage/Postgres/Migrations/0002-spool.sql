-- Files that wait for their import, in parts. Part 0 has no content: it says that there is a file, and is all of it that a listing sees.
CREATE TABLE carekpi.spool (
  tenant text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  part int NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (tenant, id, part)
);

-- Written once, read once: not worth compressing, and lengths are known without a read.
ALTER TABLE carekpi.spool ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE carekpi.spool ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenants ON carekpi.spool USING (tenant IN (SELECT unnest(nullif(current_setting('carekpi.tenants', true), '')::text[]) COLLATE "C"));
CREATE POLICY listing ON carekpi.spool FOR SELECT USING (part = 0 AND current_setting('carekpi.listing', true) = 'on');
