-- Turns the sheets into products, SKUs, costs, pictures and stock.

insert into public.products (
  id, category_id, supplier_id, name, subtitle, description, brand, keywords, translations, option_names, featured, created_at
)
select
  md5('product:' || code)::uuid, md5('category:' || category)::uuid, md5('supplier:' || supplier)::uuid,
  name, subtitle, description, brand, keywords,
  jsonb_build_object('en', jsonb_build_object(
    'name', name_en, 'subtitle', subtitle_en, 'description', description_en, 'keywords', keywords_en,
    'option_names', coalesce(options_en, '{}')
  )),
  to_jsonb(coalesce(options, '{}')), featured, private.clock() - make_interval(days => age_days)
from private.demo_products;

insert into public.skus (id, product_id, code, options, translations, list_price_minor, position, created_at)
select
  md5('sku:' || s.product || '-' || s.suffix)::uuid, md5('product:' || s.product)::uuid, upper(s.product || '-' || s.suffix),
  coalesce(choice.zh, '[]'), jsonb_build_object('en', jsonb_build_object('options', coalesce(choice.en, '[]'))),
  s.list_price_minor, s.position, private.clock() - make_interval(days => p.age_days)
from private.demo_skus s
join private.demo_products p on p.code = s.product
cross join lateral (
  select
    jsonb_agg(jsonb_build_object('name', p.options[i], 'value', s.choices[i]) order by i) as zh,
    jsonb_agg(jsonb_build_object('name', p.options_en[i], 'value', s.choices_en[i]) order by i) as en
  from generate_subscripts(s.choices, 1) i
) choice;

insert into public.sku_costs (sku_id, cost_minor)
select md5('sku:' || product || '-' || suffix)::uuid, cost_minor from private.demo_skus;

insert into public.product_media (id, product_id, path, alt, translations, position)
select
  md5('media:' || code || '-' || n)::uuid, md5('product:' || code)::uuid, 'products/' || code || '-' || n || '.webp',
  format('%s，图 %s', name, n), jsonb_build_object('en', jsonb_build_object('alt', format('%s, picture %s', name_en, n))), n
from private.demo_products, generate_series(1, pictures) n;

select public.restock(md5('sku:' || product || '-' || suffix)::uuid, stock, 1, '演示库存') from private.demo_skus where stock > 0;

drop table private.demo_products, private.demo_skus;
