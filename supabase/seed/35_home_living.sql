-- 家居日用: bedding, towels, cups, pots, candles, lamps.
insert into private.demo_products (
  category, code, supplier, brand, pictures, featured, age_days, keywords, keywords_en, options, options_en,
  name, subtitle, description, name_en, subtitle_en, description_en
)
values
  (
    'home-living', 'cotton-bedding', 'suyu', '素屿', 3, 71, 130,
    '{四件套,床品,家纺}', 'bedding cotton set', '{尺寸}', '{Size}',
    '长绒棉四件套', '六十支长绒棉，水洗柔软，四季都睡得安稳',
    '甄选六十支长绒棉缎纹织造，触感顺滑、吸湿透气，贴身不黏。活性印染多次水洗不易褪色，缝线细密，被套四角内置绑带防跑被。套装含被套一件、床单一件、枕套两件。建议三十度以下轻柔机洗，反面晾晒。雾蓝与米白相间，让卧室回到安静的样子。',
    'Long-staple cotton bedding', 'Sixty-count satin weave, soft from the first night',
    'Woven in satin from sixty-count long-staple cotton: smooth, absorbent and breathable. The dye stays through many washes, and ties in the corners keep the duvet in place. The set has one duvet cover, one sheet and two pillowcases. Wash gently below thirty degrees and dry inside out.'
  ),
  (
    'home-living', 'cotton-towels', 'suyu', '素屿', 2, 46, 260,
    '{毛巾,浴巾,家纺}', 'towel cotton', null, null,
    '无捻纱毛巾四条装', '蓬松吸水，柔软不掉毛，四种大地色',
    '采用无捻纱工艺，纱线蓬松有空隙，轻轻一按就能吸干水分，擦脸柔软不磨皮肤。织边包边加固，多次洗涤不掉毛、不变硬。四条装含赤陶、燕麦、鼠尾草与蜜糖四种大地色，家人各用一条不混淆。首次使用前请清水漂洗，勿用柔顺剂，以保持最佳吸水性。',
    'Four fluffy towels', 'Made from untwisted yarn, soft and thirsty, in earth colours',
    'Untwisted yarn leaves air between the fibres, so that a light touch is enough to dry and nothing rubs the skin. Strengthened edges keep them from shedding and hardening. Terracotta, oat, sage and honey: one for everybody at home. Rinse before first use and leave out the softener.'
  ),
  (
    'home-living', 'steel-thermos', 'suyu', '山岚集', 2, 63, 145,
    '{保温杯,水杯}', 'thermos bottle', '{颜色}', '{Colour}',
    '316不锈钢保温杯', '十二小时保温，一键弹盖，食品级内胆',
    '内胆采用316不锈钢，耐腐蚀、不留味，泡茶泡咖啡都放心。双层真空镀铜，早上灌的热水下午仍然烫口，冷饮也能保持一整天。一键弹盖单手可开，防漏硅胶圈可拆洗。四百八十毫升容量，杯底硅胶垫放桌不响。四种低饱和色，适合通勤、自驾与办公日常。',
    'Steel thermos bottle', 'Warm for twelve hours, opens with one hand',
    'The inside is 316 stainless steel, which resists corrosion and keeps no smell of tea or coffee. Double walls with vacuum and copper keep morning water hot until the afternoon. The lid opens with one hand, and the seal can be taken out to wash. 480 ml, with a quiet base and four calm colours.'
  ),
  (
    'home-living', 'enamel-pot', 'suyu', '暖灶', 3, 54, 85,
    '{锅具,炖锅,厨房}', 'pot enamel kitchen', '{颜色}', '{Colour}',
    '珐琅铸铁炖锅24厘米', '厚底聚热，锁水锅盖，炖煮煎烤一锅搞定',
    '整体铸铁锅身均匀聚热，双层珐琅釉面细腻光滑，耐酸碱、易清洗。锅盖内侧布满自循环水珠点，水汽回落食材，炖肉软糯不柴。可用于燃气灶、电磁炉与烤箱。二十四厘米约四点二升，适合三到五人家庭。请使用木质或硅胶厨具，趁热避免冷水激锅，釉面更耐久。',
    'Enamelled cast-iron pot, 24 cm', 'Holds heat, returns moisture: stew, fry and bake in one',
    'Cast iron spreads the heat evenly, and two layers of enamel make it smooth and easy to clean. Drops on the inside of the lid return moisture, so that meat stays tender. For gas, induction and oven. 4.2 litres, for three to five people. Use wooden or silicone tools and avoid cold water while hot.'
  ),
  (
    'home-living', 'scented-candles', 'suyu', '素屿', 2, 42, 35,
    '{香薰,蜡烛}', 'candle scented', '{香型}', '{Scent}',
    '大豆蜡香薰蜡烛', '四十小时缓缓燃，把房间调成傍晚的味道',
    '天然大豆蜡加棉芯，燃烧干净无黑烟，约可使用四十小时。玫瑰前调明亮、尾调带雪松；白茶清淡如新晒床单；青柑则有剥开果皮的清新。磨砂玻璃杯燃尽后可作笔筒花器。首次点燃请至表面完全融化，每次不超过四小时，远离易燃物、儿童与宠物。',
    'Soy candle', 'Forty slow hours that turn a room into evening',
    'Soy wax and a cotton wick burn cleanly for about forty hours. Rose opens bright and ends in cedar; white tea is as light as fresh linen; green citrus smells of a fruit just peeled. The frosted glass later serves for pens or flowers. Burn until the surface is molten the first time, never longer than four hours.'
  ),
  (
    'home-living', 'desk-lamp', 'suyu', '芯澜', 2, 59, 100,
    '{台灯,护眼,灯具}', 'desk lamp light', '{颜色}', '{Colour}',
    '全光谱护眼台灯', '高显色无频闪，五档亮度，久看不累眼',
    '全光谱灯珠显色指数九十七，接近自然光，看书写字色彩不失真。无可视频闪、防蓝光危害豁免级，光线均匀铺满整个桌面。三档色温五档亮度触控调节，四十五分钟休息提醒。双关节灯臂可大幅升降，底座稳固不占地。适合孩子写作业、成人居家办公与深夜阅读。',
    'Full-spectrum desk lamp', 'True colours, no flicker, five levels of light',
    'With a colour rendering of 97 it comes close to daylight, so that books and drawings look right. No visible flicker, no blue-light hazard, and the whole desk is lit evenly. Three colour temperatures, five levels, and a reminder to rest after 45 minutes. Two joints and a steady, small base.'
  );

insert into private.demo_skus (product, suffix, choices, choices_en, list_price_minor, cost_minor, stock)
values
  ('cotton-bedding', '150', '{1.5米床}', '{For a 1.5 m bed}', 45900, 26000, 65),
  ('cotton-bedding', '180', '{1.8米床}', '{For a 1.8 m bed}', 49900, 28500, 70),
  ('cotton-towels', '4', null, null, 7900, 3900, 400),
  ('steel-thermos', 'green', '{松林绿}', '{Pine green}', 12900, 6600, 180),
  ('steel-thermos', 'navy', '{夜航蓝}', '{Night navy}', 12900, 6600, 170),
  ('steel-thermos', 'peach', '{蜜桃粉}', '{Peach}', 12900, 6600, 140),
  ('steel-thermos', 'oat', '{燕麦白}', '{Oat}', 12900, 6600, 155),
  ('enamel-pot', 'red', '{番茄红}', '{Tomato red}', 42900, 25200, 48),
  ('enamel-pot', 'blue', '{湖水蓝}', '{Lake blue}', 42900, 25200, 36),
  ('enamel-pot', 'yellow', '{蜂蜜黄}', '{Honey yellow}', 42900, 25200, 30),
  ('scented-candles', 'rose', '{玫瑰雪松}', '{Rose and cedar}', 13900, 6900, 120),
  ('scented-candles', 'tea', '{白茶}', '{White tea}', 13900, 6900, 110),
  ('scented-candles', 'citrus', '{青柑}', '{Green citrus}', 13900, 6900, 95),
  ('desk-lamp', 'white', '{云白}', '{Cloud white}', 25900, 14600, 150),
  ('desk-lamp', 'teal', '{松石}', '{Turquoise}', 25900, 14600, 90);
