-- A project without pg_cron installs all the same; there somebody else has to call expire_packs().
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('expire-packs', '*/10 * * * *', 'select public.expire_packs()');
  end if;
end
$$;
