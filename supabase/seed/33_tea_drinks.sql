-- 茶饮酒水: tea, coffee, juice, wine.
insert into private.demo_products (
  category, code, supplier, brand, pictures, featured, age_days, keywords, keywords_en, options, options_en,
  name, subtitle, description, name_en, subtitle_en, description_en
)
values
  (
    'tea-drinks', 'spring-green-tea', 'yunwu', '云雾里', 2, 80, 170,
    '{绿茶,茶叶,春茶}', 'green tea spring', '{净含量}', '{Weight}',
    '头采高山绿茶', '清明前一芽一叶，豆香清鲜，回味甘甜',
    '海拔八百米高山茶园，清明前人工采摘一芽一叶，当日摊青、杀青、做形、提香，干茶嫩绿显毫。八十度水冲泡，汤色清亮，带豆香与兰花香，三泡后依旧甘甜。铁罐内衬铝箔双重密封，防潮避光。建议冷藏保存，一次取用后及时密封，最好在十二个月内喝完。',
    'First-picked mountain green tea', 'One bud, one leaf before Qingming: fresh, with a sweet finish',
    'Picked by hand before Qingming in gardens 800 metres up, one bud with one leaf, and worked on the same day. Brewed at eighty degrees it gives a bright cup with notes of beans and orchids, sweet even at the third infusion. The tin is sealed twice against damp and light; keep it cool.'
  ),
  (
    'tea-drinks', 'rock-oolong', 'yunwu', '云雾里', 2, 74, 190,
    '{乌龙茶,岩茶,茶叶}', 'oolong rock tea', null, null,
    '岩骨花香乌龙礼盒', '炭火慢焙，岩韵醇厚，八泡有余香',
    '选自岩山坑涧茶园，采摘后经做青、揉捻，再以龙眼木炭三次慢焙，条索紧结乌润。沸水冲泡，先闻焦糖与桂皮香，入口醇厚，喉间回甘，八泡仍有余香。礼盒内含两罐共一百六十克，均以八克小泡袋独立分装，出差办公随手可泡。送长辈、送茶友都拿得出手。',
    'Rock oolong gift box', 'Roasted slowly over charcoal, full and mineral, for eight infusions',
    'From gardens between the cliffs: withered, rolled, then roasted three times over charcoal. Boiling water brings out caramel and cassia, a full body and a long sweet finish that lasts for eight infusions. The box holds two tins with 160 g in all, in single sachets of eight grams.'
  ),
  (
    'tea-drinks', 'drip-coffee', 'yunwu', '午后三点', 3, 84, 175,
    '{咖啡,挂耳}', 'coffee drip', '{风味}', '{Roast}',
    '午后三点挂耳咖啡30包', '现磨充氮，一撕一挂，工位上的小咖啡馆',
    '精选云南与埃塞俄比亚咖啡豆拼配，下单后三日内新鲜烘焙研磨，充氮锁香。浅烘带柑橘与茉莉气息，中烘坚果巧克力味平衡，深烘醇厚适合加奶。每包十克，九十二度热水分三次注入，两分钟就能喝到一杯干净的手冲。三十包整盒装，放在办公桌抽屉里刚刚好。',
    'Three o''clock drip coffee, 30 bags', 'Ground fresh, sealed in nitrogen: a small coffee bar at your desk',
    'Beans from Yunnan and Ethiopia, roasted and ground within three days of the order and sealed in nitrogen. Light is all citrus and jasmine, medium balances nuts and chocolate, dark is full and good with milk. Ten grams each: pour water of 92 degrees in three steps and drink after two minutes.'
  ),
  (
    'tea-drinks', 'orange-juice', 'yunwu', '果时', 2, 50, 55,
    '{果汁,橙汁,饮料}', 'orange juice', null, null,
    '冷压鲜橙汁12瓶', '一瓶约四颗橙，不加水不加糖',
    '当季鲜橙清洗去皮后冷压榨汁，不加水、不加糖、不加浓缩液，保留果肉纤维与清新果酸，每瓶二百八十毫升约用四颗橙子。低温杀菌，冷藏保质二十一天。早餐配面包、运动后补水、加气泡水做特调都好喝。整箱十二瓶冷链配送，收货后请放入冰箱冷藏。',
    'Cold-pressed orange juice, 12 bottles', 'About four oranges a bottle, no water, no sugar',
    'Fresh oranges of the season, washed, peeled and pressed cold. No water, sugar or concentrate is added, and the pulp and lively acidity remain. Each bottle of 280 ml takes about four oranges. Keeps for twenty-one days in the fridge; good with breakfast, after sports or mixed with sparkling water.'
  ),
  (
    'tea-drinks', 'red-wine-duo', 'yunwu', '晚山酒庄', 2, 48, 240,
    '{红酒,葡萄酒,酒水}', 'red wine', null, null,
    '晚山干红葡萄酒双支礼盒', '橡木桶陈酿十二个月，黑莓与雪松香气',
    '贺兰山东麓小产区赤霞珠与美乐混酿，手工采摘、控温发酵，橡木桶陈酿十二个月。酒液深宝石红，黑莓、黑醋栗与雪松气息层次分明，单宁柔和，余味绵长。双支木盒装，附开瓶器与酒塞。适饮温度十六至十八度，醒酒三十分钟更佳。未成年人请勿饮酒，驾车请勿饮酒。',
    'Evening Hill red wine, two bottles', 'Twelve months in oak, with blackberry and cedar',
    'Cabernet Sauvignon and Merlot from a small district at the foot of the mountains, picked by hand and aged in oak for twelve months. Deep ruby, with blackberry, blackcurrant and cedar, soft tannins and a long finish. Two bottles in a wooden box with corkscrew and stopper. Not for minors or before driving.'
  ),
  (
    'tea-drinks', 'sparkling-water', 'yunwu', '果时', 2, 68, 210,
    '{气泡水,饮料,无糖}', 'sparkling water soda', '{口味}', '{Taste}',
    '零糖果味气泡水24罐', '细密气泡，真实果香，零糖零脂零卡',
    '采用纳滤净化水与天然果汁香气调配，气泡细密持久，入口清爽。零糖、零脂肪、零卡路里，不添加防腐剂。白桃清甜、柠檬微酸、葡萄香浓，可整箱选购单一口味。三百三十毫升铝罐轻便易冷藏，团建、加班、看球都合适。冷藏两小时或加冰饮用，口感更好。',
    'Sugar-free sparkling water, 24 cans', 'Fine bubbles, true fruit aroma, zero sugar',
    'Purified water with natural fruit aroma and fine, lasting bubbles. No sugar, no fat, no calories and no preservatives. Peach is sweet, lemon is tart, grape is full: a case of one taste each. Cans of 330 ml chill quickly; best after two hours in the fridge or over ice.'
  );

insert into private.demo_skus (product, suffix, choices, choices_en, list_price_minor, cost_minor, stock)
values
  ('spring-green-tea', '125', '{125克}', '{125 g}', 16800, 8600, 210),
  ('spring-green-tea', '250', '{250克}', '{250 g}', 29800, 15800, 120),
  ('rock-oolong', 'box', null, null, 36800, 19800, 85),
  ('drip-coffee', 'light', '{浅烘}', '{Light}', 9900, 5200, 260),
  ('drip-coffee', 'medium', '{中烘}', '{Medium}', 9900, 5100, 320),
  ('drip-coffee', 'dark', '{深烘}', '{Dark}', 9900, 5100, 280),
  ('orange-juice', '12', null, null, 10800, 6300, 140),
  ('red-wine-duo', 'duo', null, null, 39800, 21500, 70),
  ('sparkling-water', 'peach', '{白桃}', '{Peach}', 7200, 3900, 350),
  ('sparkling-water', 'lemon', '{柠檬}', '{Lemon}', 7200, 3900, 330),
  ('sparkling-water', 'grape', '{葡萄}', '{Grape}', 7200, 3900, 6);
