-- A project without pg_cron installs all the same; there somebody else has to call these.
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('continue-card-issues', '30 seconds', 'select public.continue_card_issues()');
    perform cron.schedule('expire-cards', '*/10 * * * *', 'select public.expire_cards()');
  end if;
end
$$;
