-- 美妆个护: skin, hair, teeth and hands.
insert into private.demo_products (
  category, code, supplier, brand, pictures, featured, age_days, keywords, keywords_en, options, options_en,
  name, subtitle, description, name_en, subtitle_en, description_en
)
values
  (
    'beauty-care', 'amino-skincare', 'suyu', '沐白', 2, 65, 80,
    '{护肤,精华,面霜}', 'skin care serum cream', null, null,
    '氨基酸舒缓护肤三件套', '洁面、精华、面霜一次配齐，敏感肌也安心',
    '氨基酸表活温和洁净，洗后不紧绷；精华含神经酰胺与角鲨烷，帮助修护屏障；面霜质地轻盈，锁水不油腻。三件套按早晚流程搭配，配方不含酒精、香精与色素，适合换季干燥与熬夜后的肌肤。使用前请先在耳后小面积试用，如有不适请立即停用，并咨询医生。',
    'Amino acid skin care set', 'Cleanser, serum and cream, gentle enough for sensitive skin',
    'The cleanser with amino acids leaves no tightness, the serum with ceramides and squalane helps to repair the barrier, and the light cream keeps moisture in. Three steps for morning and evening, free from alcohol, perfume and colouring. Try it behind the ear first, and stop if your skin does not agree.'
  ),
  (
    'beauty-care', 'velvet-lipstick', 'suyu', '沐白', 2, 47, 22,
    '{口红,彩妆}', 'lipstick makeup', '{色号}', '{Shade}',
    '丝绒哑光口红', '一抹成膜，八小时不沾杯，日常显白',
    '丝绒哑光质地，膏体柔滑易推开，上唇成膜快，喝水吃饭不易沾杯。添加荷荷巴油与维生素成分，哑光也不拔干。三支日常色：玫瑰豆沙温柔显气色，复古正红提亮肤色，枫叶棕红适合秋冬。磁吸金属管身，补妆利落。使用前薄涂润唇膏，效果更服帖持久。',
    'Velvet lipstick', 'Sets at one stroke, stays for eight hours, flatters every day',
    'A smooth matt texture that sets quickly and stays off the cup. Jojoba oil and vitamins keep lips from drying. Three everyday shades: rose bean is gentle, classic red is bright, maple brown belongs to autumn. The metal case closes with a magnet. A thin layer of balm underneath makes it last longer.'
  ),
  (
    'beauty-care', 'sonic-toothbrush', 'suyu', '净屿', 2, 73, 115,
    '{电动牙刷,口腔}', 'toothbrush electric', '{颜色}', '{Colour}',
    '声波电动牙刷', '每分钟三万八千次，九十天长续航，全身水洗',
    '高频声波马达每分钟振动三万八千次，深入牙缝带走残渣，五种模式照顾敏感牙龈与日常亮白。三十秒换区提醒、两分钟自动停止，帮你养成好习惯；压力过大时灯环变红。充满一次可用约九十天，出差不带充电器。全身防水可冲洗，随盒附三支软毛刷头和旅行盒。',
    'Sonic toothbrush', '38,000 strokes a minute, ninety days on a charge',
    'The motor vibrates 38,000 times a minute and reaches between the teeth; five modes care for tender gums or whiteness. It reminds you to move on every thirty seconds, stops after two minutes and turns red when you press too hard. Ninety days on a charge, washable all over, with three heads and a travel case.'
  ),
  (
    'beauty-care', 'ionic-hair-dryer', 'suyu', '净屿', 2, 79, 33,
    '{吹风机,个护电器}', 'hair dryer', '{颜色}', '{Colour}',
    '高速负离子吹风机', '十一万转高速马达，三分钟速干不伤发',
    '十一万转无刷马达带来强劲气流，短发约一分钟、长发约三分钟即可吹干。五千万负离子中和静电，发丝更顺；每秒测温一百次，出风始终低于伤发温度。冷热循环与柔风三种模式，整机仅三百七十克，举着不累。附磁吸集风嘴与扩散风嘴，滤网可拆下清洁。',
    'Fast ionic hair dryer', '110,000 turns a minute: dry in three minutes, kind to your hair',
    'A brushless motor with 110,000 turns a minute dries short hair in one minute and long hair in three. Fifty million ions calm static, and the air is measured a hundred times a second so that it never gets too hot. Three modes, only 370 grams, with two magnetic nozzles and a filter to clean.'
  ),
  (
    'beauty-care', 'herbal-bath-set', 'suyu', '素屿', 2, 43, 140,
    '{洗发水,沐浴露,洗护}', 'shampoo shower bath', null, null,
    '草本洗沐双瓶套装', '洗发加沐浴，雪松与莲叶香，泡沫细腻好冲',
    '洗发露含侧柏叶与生姜根提取物，清爽控油不干涩；沐浴露以氨基酸与莲叶精华为底，泡沫绵密、冲洗不假滑。调香以雪松、莲叶与白麝香为主，洗后留香轻淡。每瓶五百毫升大容量，按压泵头出量均匀，可购买补充装继续使用。全家适用，三岁以下儿童请勿使用。',
    'Herbal shampoo and shower gel', 'Cedar and lotus leaf, fine foam that rinses off easily',
    'The shampoo with thuja and ginger root refreshes without drying; the gel with amino acids and lotus leaf lathers finely and rinses clean. Cedar, lotus and white musk leave a light scent. Two bottles of 500 ml with pumps that dose evenly; refills are available. For the whole family, not for children under three.'
  ),
  (
    'beauty-care', 'hand-cream-trio', 'suyu', '沐白', 2, 57, 12,
    '{护手霜,礼物}', 'hand cream gift', null, null,
    '花果护手霜三支装', '蜜桃、郁金香、柠檬，一支一种好心情',
    '乳木果油与甘油复配，质地轻润，几秒吸收不留油膜，刚涂完就能继续打字。三支分别是蜜桃甜香、郁金香花香与柠檬清香，每支五十毫升，放包里、工位和床头各一支。礼盒装附心意卡，当作生日或节日的小礼物都合适。干燥季节建议洗手后立即涂抹，并按摩指缘。',
    'Three hand creams', 'Peach, tulip and lemon: a good mood in each tube',
    'Shea butter and glycerine in a light cream that is absorbed within seconds and leaves no film, so that you can type on. Peach is sweet, tulip is floral, lemon is fresh. Three tubes of 50 ml for bag, desk and bedside, in a gift box with a card. Use it right after washing your hands.'
  );

insert into private.demo_skus (product, suffix, choices, choices_en, list_price_minor, cost_minor, stock)
values
  ('amino-skincare', 'set', null, null, 32900, 16800, 90),
  ('velvet-lipstick', 'rose', '{玫瑰豆沙}', '{Rose bean}', 12900, 5800, 100),
  ('velvet-lipstick', 'red', '{复古正红}', '{Classic red}', 12900, 5800, 85),
  ('velvet-lipstick', 'maple', '{枫叶棕红}', '{Maple brown}', 12900, 5800, 60),
  ('sonic-toothbrush', 'teal', '{湖青}', '{Lake teal}', 26900, 14500, 110),
  ('sonic-toothbrush', 'coral', '{珊瑚}', '{Coral}', 26900, 14500, 95),
  ('sonic-toothbrush', 'navy', '{深海蓝}', '{Deep blue}', 26900, 14500, 80),
  ('ionic-hair-dryer', 'violet', '{罗兰紫}', '{Violet}', 49900, 28000, 65),
  ('ionic-hair-dryer', 'white', '{珍珠白}', '{Pearl}', 49900, 28000, 50),
  ('herbal-bath-set', 'duo', null, null, 11900, 5900, 240),
  ('hand-cream-trio', 'trio', null, null, 8900, 4100, 200);
