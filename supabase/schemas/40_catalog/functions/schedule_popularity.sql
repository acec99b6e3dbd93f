-- A project without pg_cron installs all the same; there somebody else has to call refresh_product_popularity().
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('refresh-product-popularity', '17 * * * *', 'select public.refresh_product_popularity()');
  end if;
end
$$;
