-- A project without pg_cron installs all the same; there somebody else has to call these functions.
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('notify-of-movements', '* * * * *', 'select public.notify_of_movements()');
    perform cron.schedule('remind-of-expiry', '23 * * * *', 'select public.remind_of_expiry()');
  end if;
end
$$;
