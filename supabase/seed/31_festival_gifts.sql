-- 节日礼盒: what companies give at festivals.
insert into private.demo_products (
  category, code, supplier, brand, pictures, featured, age_days, keywords, keywords_en, options, options_en,
  name, subtitle, description, name_en, subtitle_en, description_en
)
values
  (
    'festival-gifts', 'mooncake-classic', 'jiangnan', '月桂坊', 3, 100, 90,
    '{中秋,月饼,送礼}', 'mid-autumn mooncake gift', '{规格}', '{Size}',
    '月满星河广式月饼礼盒', '双黄白莲蓉与陈皮豆沙，一盒两种团圆味',
    '精选湘莲慢火熬煮成莲蓉，每枚包入两颗流油咸蛋黄；陈皮豆沙以五年陈皮入馅，甜而不腻。饼皮回油七日后装盒，入口绵软。礼盒以玉兔望月为题，附手提袋与切饼刀，送客户、寄家人都体面。未开封常温保存六十天，开封后请尽快食用。',
    'Full Moon Cantonese mooncake box', 'Lotus paste with two yolks and aged tangerine red bean: two tastes of reunion',
    'Lotus seeds are simmered slowly into a smooth paste, and every cake holds two salted egg yolks. The red bean filling is made with five-year-old tangerine peel. The crust rests for seven days until it turns soft. The box comes with a carrier bag and a cake knife, and keeps for sixty days unopened at room temperature.'
  ),
  (
    'festival-gifts', 'mooncake-custard', 'jiangnan', '月桂坊', 2, 88, 85,
    '{中秋,月饼,流心}', 'mid-autumn mooncake custard', null, null,
    '流心奶黄月饼礼盒', '一口流沙，现烤奶香，小小一枚刚刚好',
    '咸蛋黄与新西兰黄油熬成流心，外裹细腻奶黄馅，饼皮烤至微微金黄。每枚四十五克，配茶分享不费力。冷藏后直接吃口感绵密，微波十秒即见流心。全程冷链配送，收到后请放入冰箱，并在三十天内食用，送给喜欢甜食的同事和朋友正合适。',
    'Molten custard mooncakes', 'A flowing centre, fresh from the oven, in just the right small size',
    'Salted egg yolk and butter melt into a flowing heart inside a smooth custard filling, wrapped in a golden crust. Each cake weighs forty-five grams, easy to share over tea. Eat it chilled, or warm it for ten seconds to see the centre flow. Delivered cold; keep it in the fridge and enjoy it within thirty days.'
  ),
  (
    'festival-gifts', 'zongzi-box', 'jiangnan', '穗禾', 2, 60, 150,
    '{端午,粽子}', 'dragon boat zongzi rice dumpling', '{口味}', '{Taste}',
    '青竹记忆端午粽礼盒', '新鲜箬叶手工裹制，真空锁鲜，煮一煮就飘香',
    '采用当季新鲜箬叶与圆糯米，师傅手工包裹，棱角分明、松紧得当。蛋黄鲜肉粽选用后腿肉提前腌制一夜，蜜枣豆沙粽甜度适中。每盒八枚独立真空包装，水煮二十分钟或微波四分钟即可食用。竹纹礼盒素雅大方，适合端午节寄送家人与伙伴。',
    'Green Bamboo zongzi box', 'Wrapped by hand in fresh leaves, sealed to stay fresh',
    'Fresh bamboo leaves and round glutinous rice, wrapped by hand into firm, even corners. The pork is marinated overnight and paired with egg yolk; the date and red bean filling is gently sweet. Eight dumplings in separate vacuum packs, ready after twenty minutes in boiling water or four in the microwave.'
  ),
  (
    'festival-gifts', 'nut-selection', 'jiangnan', '穗禾', 2, 72, 90,
    '{坚果,零食,年货}', 'nuts snack', '{规格}', '{Size}',
    '秋收坚果礼盒', '九种坚果果干，低温轻烤，少盐少糖',
    '集合花生、板栗、腰豆、蓝莓干等九种坚果与果干，低温慢烤保留原本的香气，不额外添加香精。每一格独立小包，办公室分享、居家待客都方便。牛皮色礼盒配实木纹盖，简洁耐看。请置于阴凉干燥处，开袋后建议一周内吃完，以免受潮影响口感。',
    'Harvest nut selection', 'Nine kinds of nuts and dried fruit, lightly roasted, low in salt and sugar',
    'Peanuts, chestnuts, beans, dried blueberries and more: nine kinds of nuts and fruit, roasted slowly at low heat so that they keep their own aroma. Each compartment is a separate small bag, handy in the office and for guests. Keep the box cool and dry, and finish an open bag within a week.'
  ),
  (
    'festival-gifts', 'new-year-hamper', 'jiangnan', '满喜集', 2, 55, 200,
    '{年货,新年,糖果,春节}', 'new year hamper sweets', null, null,
    '满喜新春年货大礼篮', '糖果糕点红封装满篮，一开箱就有年味',
    '手编提篮里装着牛轧糖、酥糖、巧克力、曲奇等十二种年节点心，另附十个烫金红封和一对小灯笼挂件。糖果均为独立包装，待客分享干净方便；提篮可重复使用，收纳水果杂物都好看。适合作为春节慰问与年会礼品，建议提前两周下单以便安排配送。',
    'New Year joy hamper', 'Sweets, pastries and red envelopes in one festive basket',
    'A woven basket with twelve kinds of New Year treats, among them nougat, crisp candy, chocolate and cookies, with ten gold-printed red envelopes and a pair of small lanterns. Everything is wrapped piece by piece, and the basket can be used again for fruit. Please order two weeks ahead so that it arrives in time.'
  ),
  (
    'festival-gifts', 'fruit-hamper', 'jiangnan', '果时', 3, 78, 25,
    '{水果,鲜果,送礼}', 'fresh fruit hamper', '{规格}', '{Size}',
    '四时鲜果礼盒', '当季九宫格，产地直发，坏果包赔',
    '按季节搭配苹果、雪梨、蜜桃、奇异果等九种鲜果，逐个挑选果径与糖度，泡沫格独立保护，到家依旧新鲜。产地直发，四十八小时内送达主要城市；如有坏果，签收后二十四小时内拍照即可按比例赔付。探望长辈、慰问同事，一盒就够有心意。',
    'Fruits of the season box', 'Nine kinds in one box, sent straight from the orchard',
    'Nine fruits of the season such as apples, pears, peaches and kiwis, each picked by size and sweetness and protected in its own cell. Shipped from the orchard within forty-eight hours to major cities. If a fruit arrives damaged, a photograph within a day of delivery is enough for compensation.'
  );

insert into private.demo_skus (product, suffix, choices, choices_en, list_price_minor, cost_minor, stock)
values
  ('mooncake-classic', '6', '{6枚装}', '{Box of 6}', 26800, 14200, 420),
  ('mooncake-classic', '8', '{8枚装}', '{Box of 8}', 33800, 18600, 260),
  ('mooncake-custard', 'box', null, null, 19800, 10500, 350),
  ('zongzi-box', 'pork', '{蛋黄鲜肉}', '{Pork and egg yolk}', 15800, 8200, 180),
  ('zongzi-box', 'sweet', '{蜜枣豆沙}', '{Date and red bean}', 13800, 7000, 160),
  ('nut-selection', 's', '{750克}', '{750 g}', 16800, 8800, 300),
  ('nut-selection', 'l', '{1500克}', '{1500 g}', 29800, 16200, 120),
  ('new-year-hamper', 'basket', null, null, 39900, 22800, 90),
  ('fruit-hamper', 's', '{5斤装}', '{2.5 kg}', 12800, 7200, 200),
  ('fruit-hamper', 'l', '{10斤装}', '{5 kg}', 22800, 13000, 110);
