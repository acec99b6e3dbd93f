-- 食品生鲜: rice, oil, meat, seafood, eggs, honey.
insert into private.demo_products (
  category, code, supplier, brand, pictures, featured, age_days, keywords, keywords_en, options, options_en,
  name, subtitle, description, name_en, subtitle_en, description_en
)
values
  (
    'fresh-food', 'northeast-rice', 'jiangnan', '穗禾', 2, 70, 320,
    '{大米,粮油}', 'rice grain', '{规格}', '{Size}',
    '稻花香东北大米', '当季新米，软糯有光，冷饭也好吃',
    '产自黑土地核心稻区，一年一熟，昼夜温差大，米粒饱满油亮。当季稻谷现碾现发，留住稻花香气；煮出来的米饭软糯弹牙，放凉也不回生。采用抽真空内袋加覆膜外袋，防潮防虫。建议淘洗两遍，按一比一点二加水，浸泡二十分钟后再煮，香味更足。',
    'Northeast fragrant rice', 'New crop, soft and glossy, good even when cold',
    'Grown in black soil with one harvest a year and cool nights, which make the grains full and glossy. Milled only when it is sent, so that the fragrance stays. The cooked rice is soft and springy and does not harden when cold. Rinse twice, add 1.2 parts of water and let it soak for twenty minutes.'
  ),
  (
    'fresh-food', 'camellia-oil', 'jiangnan', '山岚集', 2, 40, 280,
    '{山茶油,粮油,食用油}', 'camellia oil cooking', null, null,
    '物理冷榨山茶油双支装', '低温初榨，烟点高，凉拌热炒都合适',
    '选用山区三年以上油茶树的茶籽，采摘后自然晾晒，低温物理冷榨，不经化学浸出，油色清亮、气味清香。烟点高，煎炒少油烟；也可直接凉拌、蘸食或拌饭。双支礼盒各七百五十毫升，深色瓶身避光保存。开封后请拧紧瓶盖，三个月内用完风味最佳。',
    'Cold-pressed camellia oil, two bottles', 'First pressing at low heat, for salads and for the wok',
    'Seeds of mountain camellias at least three years old are dried in the sun and pressed cold, without chemical extraction. The oil is clear and mild, smokes little in the pan and tastes good on salads and rice. Two dark bottles of 750 ml each protect it from light. Use within three months after opening.'
  ),
  (
    'fresh-food', 'steak-set', 'jiangnan', '牧野屋', 2, 66, 120,
    '{牛排,牛肉,生鲜}', 'steak beef', '{规格}', '{Size}',
    '原切牛排家庭套餐', '整切不拼接，配黑椒酱与黄油，十分钟上桌',
    '选用谷饲牛的眼肉与上脑部位原切，厚度一点五厘米，不注水、不拼接、不腌制，配料只有牛肉。随箱附黑胡椒酱、黄油和海盐，解冻后两面各煎两分钟即可。零下十八度冷链配送，单片真空独立包装，想吃几片拿几片。周末在家，也能做出餐厅味道。',
    'Family set of whole-cut steaks', 'Never pressed together, with pepper sauce and butter',
    'Rib eye and chuck eye of grain-fed beef, cut whole to one and a half centimetres: no water, no binding, no marinade, just beef. Pepper sauce, butter and sea salt are included. Thaw, then fry each side for two minutes. Frozen delivery, every steak vacuum-packed on its own.'
  ),
  (
    'fresh-food', 'seafood-box', 'jiangnan', '潮声', 3, 62, 60,
    '{海鲜,生鲜,虾蟹}', 'seafood shrimp crab lobster', null, null,
    '潮声海鲜大礼箱', '六种海味冷链到家，一箱摆满一桌',
    '内含波士顿龙虾、大虾、梭子蟹、生蚝、鱿鱼和鲜鱼段共六种海味，船上速冻锁住鲜甜，净重约四公斤。每种食材分袋包装，附解冻与烹饪说明卡，清蒸、香煎、火锅都可以。全程零下二十度冷链，泡沫箱加冰袋双层保温，签收后请立即放入冷冻室保存。',
    'Sea breeze seafood box', 'Six kinds from the sea, frozen on board, a full table from one box',
    'Lobster, prawns, crab, oysters, squid and fish: six kinds of seafood, frozen on board to keep their sweetness, about four kilograms net. Each kind is packed separately, with a card on thawing and cooking. Kept at minus twenty degrees all the way; please freeze it again as soon as it arrives.'
  ),
  (
    'fresh-food', 'farm-eggs', 'jiangnan', '穗禾', 2, 45, 210,
    '{鸡蛋,生鲜}', 'eggs farm', null, null,
    '林间散养鲜鸡蛋30枚', '谷物喂养，三日内新鲜发货，蛋黄饱满',
    '林下散养母鸡以玉米、豆粕和青草为食，不喂含色素饲料，鸡蛋蛋清浓稠、蛋黄饱满，蒸蛋细嫩、煎蛋香浓。每日清晨收集，消毒喷码可追溯，三日内发货。珍珠棉蛋托逐枚保护，破损包赔。建议尖头朝下冷藏存放，四十天内食用，也适合给老人和孩子补充营养。',
    'Thirty eggs from free-range hens', 'Fed on grain, sent within three days, with full yolks',
    'Hens that roam under trees and eat maize, soya and grass, without colouring in the feed. The eggs are collected every morning, marked so that they can be traced, and sent within three days in cushioned trays; broken ones are replaced. Keep them cool with the point down, for up to forty days.'
  ),
  (
    'fresh-food', 'blossom-honey', 'jiangnan', '山岚集', 2, 58, 15,
    '{蜂蜜,滋补}', 'honey', '{花种}', '{Blossom}',
    '山野成熟花蜜', '自然封盖成熟蜜，一勺就是一座山的花期',
    '蜂群在山野自由采集，等蜜脾自然封盖后才取蜜，波美度四十二度以上，质地浓稠、花香清晰。不加热浓缩，不添加糖浆。百花蜜香气丰富，洋槐蜜清雅不易结晶，枣花蜜醇厚回甘，可按口味选择。玻璃瓶五百克装，温水冲饮或抹面包都好，低温结晶属正常现象。',
    'Ripe wildflower honey', 'Taken only from sealed combs: the flowers of a mountain in a spoon',
    'The bees gather freely in the hills, and the honey is taken only once the combs are sealed by nature. Thick, clearly scented, neither heated nor mixed with syrup. Choose wildflower for fullness, acacia for lightness or jujube for depth. Glass jar of 500 g; crystals in the cold are natural.'
  );

insert into private.demo_skus (product, suffix, choices, choices_en, list_price_minor, cost_minor, stock)
values
  ('northeast-rice', '5', '{5公斤}', '{5 kg}', 6980, 4200, 600),
  ('northeast-rice', '10', '{10公斤}', '{10 kg}', 12980, 7900, 400),
  ('camellia-oil', 'duo', null, null, 25800, 15200, 150),
  ('steak-set', '6', '{6片装}', '{6 steaks}', 19900, 11800, 160),
  ('steak-set', '10', '{10片装}', '{10 steaks}', 29900, 18500, 90),
  ('seafood-box', 'box', null, null, 49900, 31000, 60),
  ('farm-eggs', '30', null, null, 4980, 2900, 500),
  ('blossom-honey', 'wild', '{百花蜜}', '{Wildflower}', 8800, 4300, 220),
  ('blossom-honey', 'acacia', '{洋槐蜜}', '{Acacia}', 9800, 5000, 180),
  ('blossom-honey', 'jujube', '{枣花蜜}', '{Jujube}', 9200, 4700, 0);
