-- Roles and schemas of a PostgreSQL (15 or newer) for CareKpi. Run once by an administrator, connected to any database of the server:
--   CAREKPI_OWNER_PASSWORD=… CAREKPI_BACKUP_PASSWORD=… psql --file=deploy/postgres/roles.sql
-- It may be run again: what is there stays, passwords become those that are given. The node makes its tables itself.
-- A server that logs DDL (log_statement) logs these passwords, too: set them anew with \password afterwards, or turn that off for this session.
\set ON_ERROR_STOP on
\getenv owner_password CAREKPI_OWNER_PASSWORD
\getenv backup_password CAREKPI_BACKUP_PASSWORD
\if :{?owner_password}
\else
  \warn 'CAREKPI_OWNER_PASSWORD is not set'
  SELECT 1/0;
\endif
\if :{?backup_password}
\else
  \warn 'CAREKPI_BACKUP_PASSWORD is not set'
  SELECT 1/0;
\endif

-- The node's role. It owns its tables, and row-level security is forced on it too: that is why it may neither be a superuser nor bypass it.
SELECT 'CREATE ROLE carekpi' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'carekpi') \gexec
ALTER ROLE carekpi LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';

-- Backups see every tenant and change nothing. Nobody but the backup job uses this role.
SELECT 'CREATE ROLE carekpi_backup' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'carekpi_backup') \gexec
ALTER ROLE carekpi_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS PASSWORD :'backup_password';
ALTER ROLE carekpi_backup SET default_transaction_read_only = on;
GRANT pg_read_all_data TO carekpi_backup;

SELECT 'CREATE DATABASE carekpi OWNER carekpi ENCODING ''UTF8'' LOCALE ''C'' TEMPLATE template0' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'carekpi') \gexec
REVOKE ALL ON DATABASE carekpi FROM PUBLIC;
GRANT CONNECT ON DATABASE carekpi TO carekpi_backup;

\connect carekpi
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA IF NOT EXISTS carekpi AUTHORIZATION carekpi;
CREATE SCHEMA IF NOT EXISTS orleans AUTHORIZATION carekpi;
