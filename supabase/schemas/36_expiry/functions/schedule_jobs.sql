-- A project without pg_cron installs all the same; there somebody else has to call expire_points().
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('expire-points', '*/10 * * * *', 'select public.expire_points()');
  end if;
end
$$;
