-- A project without pg_cron installs all the same; there somebody else has to call these.
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('continue-grant-imports', '30 seconds', 'select public.continue_grant_imports()');
    perform cron.schedule('run-grant-schedules', '*/5 * * * *', 'select public.run_grant_schedules()');
  end if;
end
$$;
