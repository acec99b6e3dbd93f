-- 母婴亲子: toys, books and things for small children.
insert into private.demo_products (
  category, code, supplier, brand, pictures, featured, age_days, keywords, keywords_en, options, options_en,
  name, subtitle, description, name_en, subtitle_en, description_en
)
values
  (
    'mother-family', 'building-bricks', 'qingshan', '豆芽星', 3, 77, 58,
    '{积木,玩具,儿童}', 'bricks toy children', '{颗粒数}', '{Pieces}',
    '创意大颗粒积木桶', '食品级材质，圆角无毛刺，三岁起随心搭',
    '大颗粒设计适合小手抓握，咬合松紧适中，孩子自己就能拼拆。食品级塑料注塑，边角圆润无毛刺，通过玩具安全检测。附火箭、城堡、动物三本图纸，也鼓励自由创造，锻炼想象力与空间感。收纳桶兼作底板，玩完一起收。适合三岁以上，请在成人看护下使用。',
    'Big building bricks', 'Rounded and safe, from three years on',
    'Large bricks for small hands, firm enough to hold and easy to pull apart. Food-grade plastic with rounded edges, tested for toys. Three booklets show a rocket, a castle and animals, and then imagination takes over. The tub is a base plate as well, so that tidying up is part of the game.'
  ),
  (
    'mother-family', 'plush-bear', 'qingshan', '豆芽星', 2, 53, 88,
    '{毛绒玩具,小熊}', 'plush bear toy', '{尺寸}', '{Size}',
    '抱抱小熊毛绒玩偶', '短绒亲肤，可整只机洗，陪睡陪玩都安心',
    '亲肤短绒不易掉毛，内填高弹聚酯棉，抱起来软软糯糯，久压也能回弹。五官采用刺绣工艺，无小零件，宝宝啃咬更安心。缝线双针加固，可装入洗衣袋整只机洗，低温晾干即可恢复蓬松。坐高有三十、四十五与六十厘米三种可选，生日与儿童节礼物首选。',
    'Hug-me plush bear', 'Soft short fur, washable, a friend for day and night',
    'Short fur that hardly sheds and a springy filling that recovers from every hug. Eyes and nose are embroidered, so that there are no small parts. Seams are sewn twice, and the whole bear goes into the washing machine in a bag. Sitting height 30, 45 or 60 cm. A favourite for birthdays.'
  ),
  (
    'mother-family', 'picture-books', 'qingshan', '豆芽星', 2, 51, 160,
    '{绘本,图书,亲子阅读}', 'picture books reading', null, null,
    '睡前十分钟绘本套装', '十二册原创故事，大字注音，附伴读音频',
    '十二册原创图画故事，讲友谊、勇气、分享与好奇心，每册约十分钟，刚好陪孩子入睡。大字注音，画面色彩柔和，环保油墨印刷无异味，圆角裁切不划手。扫码可听伴读音频，父母忙时也有温柔的声音陪伴。适合三到七岁，礼盒书函方便收纳，也适合送给新手爸妈。',
    'Ten minutes before bed: picture books', 'Twelve new stories in large print, with audio',
    'Twelve stories about friendship, courage, sharing and curiosity, ten minutes each, just right for bedtime. Large print with pinyin, gentle colours, odourless ink and rounded corners. A code on the book plays the story when parents are busy. For ages three to seven, in a slipcase that makes a fine gift.'
  ),
  (
    'mother-family', 'baby-wipes', 'qingshan', '芽芽棉', 2, 49, 230,
    '{湿巾,婴儿,清洁}', 'baby wipes', null, null,
    '加厚婴儿湿巾整箱', '纯水配方，柔厚不易破，一箱二十四包',
    '采用七层过滤纯水与加厚无纺布，含水量充足，一张就能擦干净小手小脸。不含酒精、香精、荧光剂，酸碱度接近宝宝肌肤。盖口密封反复开合仍保持湿润，抽取顺畅不连抽。每包八十片，整箱二十四包，家里、车上、包里各放一包。请勿丢入马桶，存放于阴凉处。',
    'Thick baby wipes, full case', 'Pure water, thick and strong, 24 packs',
    'Water filtered seven times and thick fabric: one wipe is enough for face and hands. No alcohol, perfume or brighteners, and as mild as the skin of a baby. The lid closes tightly, and the wipes come out one by one. Twenty-four packs of eighty for home, car and bag. Please do not flush them.'
  ),
  (
    'mother-family', 'straw-cup', 'qingshan', '芽芽棉', 2, 41, 18,
    '{水杯,儿童水杯,婴儿}', 'cup straw children', '{颜色}', '{Colour}',
    '双柄学饮吸管杯', '重力球吸管，躺着也能喝，摔不破不漏水',
    '重力球吸管随杯身转动，坐着躺着都能吸到水。防呛十字阀控制流量，初学喝水不易呛；双手柄好抓握，宝宝自己就能端起来。杯身为耐高温材质，可蒸汽消毒，摔落不易破。二百四十毫升容量带刻度，硅胶部件全部可拆洗。适合六个月以上宝宝，使用时请大人陪伴。',
    'Straw cup with two handles', 'Drinks from any angle, does not leak or break',
    'The weighted straw follows the cup, so that a child can drink sitting or lying down. A valve slows the flow against choking, and two handles fit small hands. Heat-proof, fit for steam, and hard to break. 240 ml with a scale; all silicone parts come apart for washing. From six months on, with an adult near.'
  ),
  (
    'mother-family', 'kids-scooter', 'qingshan', '豆芽星', 3, 58, 42,
    '{滑板车,儿童,户外}', 'scooter children outdoor', null, null,
    '儿童折叠滑板车', '三档高度，重力转向，静音轮过坎更稳',
    '加宽踏板与低重心设计，孩子站上去更稳；重力转向配合后脚刹，转弯刹车都容易学。静音大轮过小坎不颠，小区里骑行不扰邻。车把三档高度可调，陪孩子从三岁玩到八岁；一键折叠，放后备箱只占一角。最大承重五十公斤，骑行请佩戴头盔护具，远离机动车道。',
    'Folding scooter for children', 'Three heights, steers by leaning, quiet wheels',
    'A wide deck close to the ground gives a firm stand; leaning steers, and the rear foot brake is easy to learn. Large quiet wheels roll over small bumps. Three heights last from three to eight years, and it folds at one touch. Carries up to 50 kg. Wear a helmet and stay away from traffic.'
  );

insert into private.demo_skus (product, suffix, choices, choices_en, list_price_minor, cost_minor, stock)
values
  ('building-bricks', '80', '{80颗}', '{80 pieces}', 13900, 6900, 130),
  ('building-bricks', '160', '{160颗}', '{160 pieces}', 23900, 12400, 90),
  ('plush-bear', '30', '{30厘米}', '{30 cm}', 6900, 3100, 150),
  ('plush-bear', '45', '{45厘米}', '{45 cm}', 11900, 5600, 110),
  ('plush-bear', '60', '{60厘米}', '{60 cm}', 17900, 8800, 60),
  ('picture-books', 'set', null, null, 16800, 8000, 140),
  ('baby-wipes', 'case', null, null, 14900, 8600, 260),
  ('straw-cup', 'green', '{森绿}', '{Forest green}', 7900, 3700, 120),
  ('straw-cup', 'coral', '{珊瑚橙}', '{Coral}', 7900, 3700, 115),
  ('straw-cup', 'blue', '{海蓝}', '{Sea blue}', 7900, 3700, 100),
  ('kids-scooter', 'blue', null, null, 32900, 18800, 72);
