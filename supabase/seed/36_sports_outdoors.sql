-- 运动户外: mats, shoes, tents, rackets, bags, balls.
insert into private.demo_products (
  category, code, supplier, brand, pictures, featured, age_days, keywords, keywords_en, options, options_en,
  name, subtitle, description, name_en, subtitle_en, description_en
)
values
  (
    'sports-outdoors', 'yoga-mat', 'qingshan', '青杉', 2, 61, 105,
    '{瑜伽,健身}', 'yoga mat fitness', '{颜色}', '{Colour}',
    '天然橡胶瑜伽垫', '六毫米厚，干湿防滑，附收纳绑带',
    '底层天然橡胶抓地稳固，面层吸汗防滑，出汗后依然站得稳。六毫米厚度缓冲膝盖与手腕压力，正位线激光雕刻，初学者也能找准位置。一百八十三乘六十八厘米加大尺寸，伸展不出界。附棉质绑带，卷起即走。新垫略有橡胶气味属正常，通风两日后即可散去。',
    'Natural rubber yoga mat', 'Six millimetres, holds wet or dry, with a strap',
    'Natural rubber grips the floor, and the surface absorbs sweat, so that you stand firm. Six millimetres protect knees and wrists, and engraved lines help beginners to find their place. 183 by 68 centimetres leave room to stretch. With a cotton strap. A new mat smells a little of rubber; two days of air help.'
  ),
  (
    'sports-outdoors', 'running-shoes', 'qingshan', '逐风', 2, 86, 128,
    '{跑鞋,运动鞋}', 'running shoes', '{颜色,尺码}', '{Colour,Size}',
    '轻弹缓震跑鞋', '超临界中底，轻至二百二十克，日常五公里好搭档',
    '超临界发泡中底回弹轻快，后跟加厚缓冲，落地更柔和；整鞋四十二码仅约二百二十克。一体织鞋面透气贴脚，足弓位置加强支撑，耐磨橡胶大底在湿滑路面也抓得住。适合日常慢跑、快走和通勤。尺码为标准运动码，脚背偏高建议选大半码，请参考详情尺码对照。',
    'Light cushioned running shoes', 'A springy midsole at 220 grams, made for your daily five kilometres',
    'The foamed midsole springs back, and the thicker heel softens every landing; a size 42 weighs only about 220 grams. The knitted upper breathes and supports the arch, and the rubber sole holds on wet ground. For jogging, walking and commuting. Regular sizing; take half a size more for a high instep.'
  ),
  (
    'sports-outdoors', 'double-tent', 'qingshan', '青杉', 2, 69, 70,
    '{帐篷,露营}', 'tent camping', null, null,
    '自动速开双人帐篷', '三分钟搭好，双层防雨，周末说走就走',
    '弹簧式自动支架，拉开即成，一个人三分钟就能搭好。双层结构，外帐防水压胶，内帐高密纱网防蚊透气，四面开窗空气流通。收纳后长七十厘米、重三点二公斤，放进后备箱不占地方。附地钉、风绳和收纳袋。淋雨后请晾干再收，避免发霉，延长使用寿命。',
    'Instant tent for two', 'Up in three minutes, two layers against the rain',
    'Springs open the frame by themselves: one person has it standing in three minutes. The outer layer has sealed seams, the inner one is fine mesh against insects, with windows on four sides. Packed it is 70 cm long and weighs 3.2 kg. Pegs, ropes and a bag are included. Dry it before packing.'
  ),
  (
    'sports-outdoors', 'badminton-set', 'qingshan', '逐风', 2, 44, 155,
    '{羽毛球,球拍}', 'badminton racket', null, null,
    '碳素羽毛球拍对拍套装', '全碳素拍框，已穿线，附球与拍包',
    '两支装全碳素羽毛球拍，单拍八十五克，挥拍灵活不累手，拍框加固抗扭，已按二十四磅穿线，拆箱就能打。手胶吸汗防滑，拍柄适合大多数手型。套装另含三只耐打球与双肩拍包。适合同事约球、家庭锻炼与入门提高。请避免拍框磕碰硬物，长期不用应放于阴凉处。',
    'Badminton set for two', 'Carbon rackets, strung and ready, with shuttles and bag',
    'Two carbon rackets of 85 grams each, quick in the hand and stiff in the frame, strung at 24 pounds and ready to play. The grip absorbs sweat and suits most hands. Three durable shuttles and a backpack for the rackets are included. For a match with colleagues or the family.'
  ),
  (
    'sports-outdoors', 'city-backpack', 'qingshan', '青杉', 3, 67, 48,
    '{背包,双肩包,通勤}', 'backpack bag', null, null,
    '轻旅通勤双肩包', '二十升分区收纳，电脑隔层悬浮防震',
    '二十升容量兼顾上班与短途，独立悬浮电脑隔层可放十五点六英寸笔记本，内部分区放充电器、水杯与雨伞井井有条。面料防泼水，小雨不怕；背板透气海绵，肩带加宽减压。侧袋可挂行李箱拉杆，前袋暗扣防盗。亮色设计在人群里一眼认得出，附防雨罩。',
    'Light backpack for town and trips', 'Twenty litres in order, with a floating sleeve for the laptop',
    'Twenty litres for work and short trips. The laptop sleeve floats above the ground and takes 15.6 inches, and the compartments keep charger, bottle and umbrella apart. Water runs off the fabric, the back breathes, and wide straps ease the shoulders. It slides onto a suitcase, and a rain cover is included.'
  ),
  (
    'sports-outdoors', 'street-basketball', 'qingshan', '逐风', 2, 38, 180,
    '{篮球,球类}', 'basketball ball', null, null,
    '吸湿耐磨篮球7号', '超纤革面，手感软弹，水泥地也耐打',
    '七号标准男子比赛用球，超纤吸湿革表面颗粒分明，出汗也不打滑。内部高密度尼龙缠纱保证球形圆整，丁基内胆锁气持久，室内外水泥地、木地板都适用。出厂已充气至八成，附气针、网兜和打气筒。打完请擦净汗水并阴干，避免长时间暴晒，手感更耐久。',
    'Size 7 basketball', 'Soft grip that absorbs sweat, made to last on concrete',
    'A standard size 7 ball with a fine microfibre surface that does not slip in sweaty hands. Nylon winding keeps it round, and the butyl bladder holds its air. For wood and concrete, indoors and out. Pump, needle and net are included. Wipe it after the game and let it dry in the shade.'
  );

insert into private.demo_skus (product, suffix, choices, choices_en, list_price_minor, cost_minor, stock)
values
  ('yoga-mat', 'violet', '{暮紫}', '{Dusk violet}', 16900, 8500, 140),
  ('yoga-mat', 'mint', '{薄荷绿}', '{Mint}', 16900, 8500, 120),
  ('running-shoes', 'violet-38', '{雾紫,38码}', '{Misty violet,38}', 36900, 20500, 30),
  ('running-shoes', 'violet-40', '{雾紫,40码}', '{Misty violet,40}', 36900, 20500, 42),
  ('running-shoes', 'violet-42', '{雾紫,42码}', '{Misty violet,42}', 36900, 20500, 38),
  ('running-shoes', 'black-40', '{墨黑,40码}', '{Ink black,40}', 36900, 20500, 25),
  ('running-shoes', 'black-42', '{墨黑,42码}', '{Ink black,42}', 36900, 20500, 33),
  ('running-shoes', 'black-44', '{墨黑,44码}', '{Ink black,44}', 36900, 20500, 0),
  ('double-tent', 'green', null, null, 45900, 26500, 58),
  ('badminton-set', 'pair', null, null, 23900, 13000, 95),
  ('city-backpack', 'rose', null, null, 29900, 16200, 88),
  ('street-basketball', '7', null, null, 15900, 8000, 120);
