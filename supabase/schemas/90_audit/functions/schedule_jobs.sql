-- A project without pg_cron installs all the same; there somebody else has to call seal_ledger().
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('seal-ledger', '20 1 * * *', 'select public.seal_ledger()');
  end if;
end
$$;
