-- A project without pg_cron installs all the same; there somebody else has to call these.
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('continue-grant-imports', '30 seconds', 'select public.continue_grant_imports()');
  end if;
end
$$;
