-- A project without pg_cron installs all the same; there somebody else has to call this.
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('continue-card-issues', '30 seconds', 'select public.continue_card_issues()');
  end if;
end
$$;
