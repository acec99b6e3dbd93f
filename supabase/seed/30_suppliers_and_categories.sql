-- Who delivers, where goods stand in the mall, and the sheets which the next files fill in and 39_products.sql turns into products.

insert into public.suppliers (id, code, name, contact_name, contact_phone, created_at)
select md5('supplier:' || code)::uuid, code, name, contact_name, contact_phone, private.clock() - interval '380 days'
from (
  values
    ('jiangnan', '江南食集供应链有限公司', '钱文静', '15400000101'),
    ('yunwu', '云雾里茶饮有限公司', '方书恒', '15400000102'),
    ('lanqiao', '蓝桥数码商贸有限公司', '严明', '15400000103'),
    ('suyu', '素屿生活用品有限公司', '白露', '15400000104'),
    ('qingshan', '青杉户外亲子用品有限公司', '陆川', '15400000105')
) supplier (code, name, contact_name, contact_phone);

insert into public.categories (id, name, translations, icon_path, position, created_at)
select
  md5('category:' || code)::uuid, name, jsonb_build_object('en', jsonb_build_object('name', name_en)),
  'categories/' || code || '.webp', position, private.clock() - interval '380 days'
from (
  values
    ('festival-gifts', '节日礼盒', 'Festival gifts', 1),
    ('fresh-food', '食品生鲜', 'Fresh food', 2),
    ('tea-drinks', '茶饮酒水', 'Tea and drinks', 3),
    ('digital-appliances', '数码电器', 'Electronics', 4),
    ('home-living', '家居日用', 'Home and living', 5),
    ('sports-outdoors', '运动户外', 'Sports and outdoors', 6),
    ('beauty-care', '美妆个护', 'Beauty and care', 7),
    ('mother-family', '母婴亲子', 'Mother and child', 8)
) category (code, name, name_en, position);

create unlogged table private.demo_products (
  category text, code text, supplier text, brand text, name text, subtitle text, description text,
  name_en text, subtitle_en text, description_en text, keywords text[], keywords_en text,
  options text[], options_en text[], pictures int, featured int, age_days int
);
create unlogged table private.demo_skus (
  product text, suffix text, choices text[], choices_en text[], list_price_minor bigint, cost_minor bigint, stock int, position int generated always as identity
);
