-- The home pages of both companies. Words lie here and not in the pictures, so that they can be translated.

insert into public.home_modules (tenant_id, id, position, kind, config)
select md5('tenant:xinghe')::uuid, md5('home_module:xinghe-' || position)::uuid, position, kind, config
from (
  values
    (1, 'banner', jsonb_build_object('items', jsonb_build_array(
      jsonb_build_object(
        'image_path', 'banners/xinghe-mid-autumn.webp', 'title', '月满星河', 'subtitle', '中秋礼盒，用星币把团圆带回家',
        'translations', '{"en": {"title": "A full moon over Xinghe", "subtitle": "Mid-Autumn gifts for your Star Coins"}}'::jsonb,
        'link', jsonb_build_object('kind', 'category', 'value', md5('category:festival-gifts')::uuid)
      ),
      jsonb_build_object(
        'image_path', 'banners/xinghe-digital-week.webp', 'title', '数码焕新周', 'subtitle', '降噪耳机、智能手表八二折兑换',
        'translations', '{"en": {"title": "New gear week", "subtitle": "Headphones and watches at 18 % off"}}'::jsonb,
        'link', jsonb_build_object('kind', 'category', 'value', md5('category:digital-appliances')::uuid)
      ),
      jsonb_build_object(
        'image_path', 'banners/xinghe-healthy-habits.webp', 'title', '动起来，更轻盈', 'subtitle', '健康打卡得星币，换一双新跑鞋',
        'translations', '{"en": {"title": "Get moving", "subtitle": "Healthy habits earn coins for new shoes"}}'::jsonb,
        'link', jsonb_build_object('kind', 'product', 'value', md5('product:running-shoes')::uuid)
      )
    ))),
    (2, 'shortcuts', '{"category_ids": []}'),
    (3, 'notice', '{
      "title": "高温补贴即将到期",
      "body": "高温补贴星币可兑换茶饮、食品与家居，到期后不再补发，请留意积分页的到期提醒。",
      "translations": {"en": {
        "title": "High-temperature allowance expires soon",
        "body": "These coins buy drinks, food and things for the home. They are not granted again: see the dates on the points page."
      }}
    }'),
    (4, 'product_rail', jsonb_build_object(
      'title', '本周精选', 'translations', '{"en": {"title": "Picks of the week"}}'::jsonb, 'limit', 8,
      'query', jsonb_build_object('product_ids', jsonb_build_array(
        md5('product:anc-headphones')::uuid, md5('product:mooncake-classic')::uuid, md5('product:running-shoes')::uuid,
        md5('product:drip-coffee')::uuid, md5('product:air-fryer')::uuid, md5('product:spring-green-tea')::uuid,
        md5('product:ionic-hair-dryer')::uuid, md5('product:building-bricks')::uuid
      ))
    )),
    (5, 'product_rail', jsonb_build_object(
      'title', '大家都在兑', 'translations', '{"en": {"title": "Popular right now"}}'::jsonb, 'limit', 8,
      'query', '{"sort": "popular"}'::jsonb
    )),
    (6, 'product_rail', jsonb_build_object(
      'title', '家的温度', 'translations', '{"en": {"title": "For your home"}}'::jsonb, 'limit', 6,
      'query', jsonb_build_object('category_id', md5('category:home-living')::uuid)
    )),
    (7, 'product_rail', jsonb_build_object(
      'title', '新品上架', 'translations', '{"en": {"title": "Just arrived"}}'::jsonb, 'limit', 10, 'query', '{"sort": "newest"}'::jsonb
    ))
) module (position, kind, config);

insert into public.home_modules (tenant_id, id, position, kind, config)
select md5('tenant:changfeng')::uuid, md5('home_module:changfeng-' || position)::uuid, position, kind, config
from (
  values
    (1, 'banner', jsonb_build_object('items', jsonb_build_array(
      jsonb_build_object(
        'image_path', 'banners/changfeng-reunion.webp', 'title', '一路有家', 'subtitle', '中秋团圆礼，给家里人的心意',
        'translations', '{"en": {"title": "Home on every road", "subtitle": "Mid-Autumn gifts for the family"}}'::jsonb,
        'link', jsonb_build_object('kind', 'category', 'value', md5('category:festival-gifts')::uuid)
      ),
      jsonb_build_object(
        'image_path', 'banners/changfeng-cool-summer.webp', 'title', '清凉加油站', 'subtitle', '高温津贴换饮品，路上也清爽',
        'translations', '{"en": {"title": "Cool refills", "subtitle": "Drinks for the high-temperature allowance"}}'::jsonb,
        'link', jsonb_build_object('kind', 'category', 'value', md5('category:tea-drinks')::uuid)
      ),
      jsonb_build_object(
        'image_path', 'banners/changfeng-on-the-road.webp', 'title', '安全里程有奖', 'subtitle', '平安到家，风豆加倍',
        'translations', '{"en": {"title": "Safe miles pay", "subtitle": "Home safely, twice the Wind Beans"}}'::jsonb,
        'link', jsonb_build_object('kind', 'search', 'value', '保温杯')
      )
    ))),
    (2, 'shortcuts', '{"category_ids": []}'),
    (3, 'product_rail', jsonb_build_object(
      'title', '实惠好物', 'translations', '{"en": {"title": "Good value"}}'::jsonb, 'limit', 8, 'query', '{"sort": "price_asc"}'::jsonb
    )),
    (4, 'notice', '{
      "title": "仓库自提点调整",
      "body": "太仓仓员工可在三号门领取已送达的兑换商品，领取时间为每天八点至二十点。",
      "translations": {"en": {
        "title": "New pick-up point at the warehouse",
        "body": "Taicang staff may collect delivered goods at gate 3, every day from 8:00 to 20:00."
      }}
    }'),
    (5, 'product_rail', jsonb_build_object(
      'title', '给孩子的礼物', 'translations', '{"en": {"title": "For the children"}}'::jsonb, 'limit', 6,
      'query', jsonb_build_object('category_id', md5('category:mother-family')::uuid)
    )),
    (6, 'product_rail', jsonb_build_object(
      'title', '大家都在兑', 'translations', '{"en": {"title": "Popular right now"}}'::jsonb, 'limit', 8,
      'query', '{"sort": "popular"}'::jsonb
    ))
) module (position, kind, config);
