-- Stands in for the extension pg_cron, which the embedded server does not have: the same tables and functions; scheduler.ts runs the jobs.

create schema if not exists cron;

create table if not exists cron.job (
  jobid bigint generated always as identity primary key,
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport integer not null default inet_server_port(),
  database text not null default current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  constraint jobname_username_uniq unique (jobname, username)
);

create table if not exists cron.job_run_details (
  runid bigint generated always as identity primary key,
  jobid bigint,
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);

create or replace function cron.announce_change() returns trigger language plpgsql set search_path = '' as $$
begin
  notify fudian_cron_job;
  return null;
end
$$;

create or replace trigger announce_change after insert or update or delete or truncate on cron.job
  for each statement execute function cron.announce_change();

create or replace function cron.schedule(job_name text, schedule text, command text) returns bigint
language sql set search_path = '' as $$
  insert into cron.job (jobname, schedule, command) values (job_name, schedule, command)
  on conflict on constraint jobname_username_uniq do update set schedule = excluded.schedule, command = excluded.command, active = true
  returning jobid
$$;

create or replace function cron.schedule(schedule text, command text) returns bigint
language sql set search_path = '' as $$
  insert into cron.job (schedule, command) values (schedule, command) returning jobid
$$;

create or replace function cron.unschedule(job_id bigint) returns boolean language plpgsql set search_path = '' as $$
begin
  delete from cron.job where jobid = job_id;
  if not found then
    raise exception 'could not find valid entry for job ''%''', job_id using errcode = 'XX000';
  end if;
  return true;
end
$$;

create or replace function cron.unschedule(job_name text) returns boolean language plpgsql set search_path = '' as $$
begin
  delete from cron.job where jobname = job_name and username = current_user;
  if not found then
    raise exception 'could not find valid entry for job ''%''', job_name using errcode = 'XX000';
  end if;
  return true;
end
$$;

grant usage on schema cron to postgres;
grant all on all tables in schema cron to postgres;
