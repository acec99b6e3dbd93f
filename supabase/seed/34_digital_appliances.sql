-- 数码电器: headphones, watches, small appliances.
insert into private.demo_products (
  category, code, supplier, brand, pictures, featured, age_days, keywords, keywords_en, options, options_en,
  name, subtitle, description, name_en, subtitle_en, description_en
)
values
  (
    'digital-appliances', 'anc-headphones', 'lanqiao', '声屿', 3, 98, 50,
    '{耳机,蓝牙,降噪}', 'headphones noise cancelling bluetooth', '{颜色}', '{Colour}',
    '主动降噪头戴耳机', '四十二分贝自适应降噪，六十小时长续航',
    '四十毫米复合振膜搭配自适应主动降噪，最深可达四十二分贝，通勤与开放工位都能安静下来。支持双设备连接和空间音频，通话三麦克风拾音清晰。蛋白皮耳罩亲肤透气，整机二百四十克，久戴不压耳。满电续航六十小时，快充十分钟可听五小时，附收纳盒与音频线。',
    'Noise-cancelling headphones', 'Adapts up to 42 dB, plays for sixty hours',
    'Forty-millimetre drivers and adaptive noise cancelling of up to 42 decibels make commutes and open offices quiet. Connects to two devices at once, with spatial audio and three microphones for calls. Soft cushions, only 240 grams. Sixty hours of music on a charge, five hours after ten minutes.'
  ),
  (
    'digital-appliances', 'smart-watch', 'lanqiao', '芯澜', 3, 92, 40,
    '{手表,运动,健康}', 'smart watch health', '{颜色}', '{Colour}',
    '健康运动智能手表', '全天候心率血氧，一百种运动模式，十四天续航',
    '一点四三英寸高清圆屏，户外阳光下也看得清。全天候监测心率、血氧、睡眠与压力，久坐提醒帮你按时起身。内置双频定位和一百种运动模式，五十米防水，游泳也能佩戴。来电提醒、日程、移动支付一抬腕就到。典型使用续航十四天，表带可快拆更换，日常与正装都好搭。',
    'Health and sports watch', 'Heart rate and oxygen all day, a hundred sports, fourteen days of battery',
    'A bright round display of 1.43 inches, readable in the sun. Watches heart rate, blood oxygen, sleep and stress, and reminds you to get up. Dual-band positioning, a hundred sports, waterproof to fifty metres. Calls, calendar and payments on the wrist, fourteen days on a charge, straps changed in a moment.'
  ),
  (
    'digital-appliances', 'power-bank', 'lanqiao', '芯澜', 2, 64, 110,
    '{充电宝,移动电源}', 'power bank charger', '{颜色}', '{Colour}',
    '两万毫安快充移动电源', '六十五瓦双向快充，手机电脑都能充',
    '两万毫安时大容量，手机约可充四次，轻薄笔记本也能补电。双向六十五瓦快充，自充满仅需一个半小时；三个接口可同时输出，智能分配功率。数显屏实时显示剩余电量，多重温控与过充保护，容量符合民航随身携带规定。机身圆润防滑，附编织快充线，出差旅行更安心。',
    'Fast power bank 20,000 mAh', '65 watts both ways, for phone and laptop',
    'Enough for about four phone charges or a slim laptop. Fast charging with 65 watts in both directions fills the bank itself in an hour and a half, and three ports share the power cleverly. The display shows what is left; temperature and overcharge are watched. May be taken on board; cable included.'
  ),
  (
    'digital-appliances', 'air-fryer', 'lanqiao', '暖灶', 2, 76, 95,
    '{空气炸锅,厨房电器}', 'air fryer kitchen', '{颜色}', '{Colour}',
    '可视空气炸锅5升', '透明视窗看得见火候，少油一样酥脆',
    '五升大容量一次可做整鸡或六人份薯条，三百六十度热风循环，少油也能外酥里嫩。透明视窗加照明灯，不用拉开就能看火候。触控面板内置十二种菜单，五十至二百度可调，最长一小时定时。不粘炸篮可拆洗，底部防滑脚垫。早餐烤吐司、晚上烤鸡翅，一台就够。',
    'Air fryer with window, 5 litres', 'See how it browns; crisp with little oil',
    'Five litres hold a whole chicken or chips for six. Hot air circulates all round, so that little oil makes food crisp outside and tender within. A window and a light show the progress. Twelve programmes, 50 to 200 degrees, timer up to an hour, and a non-stick basket that comes apart for washing.'
  ),
  (
    'digital-appliances', 'bluetooth-speaker', 'lanqiao', '声屿', 2, 52, 20,
    '{音箱,蓝牙}', 'speaker bluetooth', '{颜色}', '{Colour}',
    '织物蓝牙音箱', '三百六十度环绕，防水防尘，露营也能开唱',
    '双被动辐射器搭配全频单元，三百六十度环绕发声，小小机身低频饱满。防水防尘，溪边露营或浴室洗澡都能放心用；两台互联即为立体声。织物网罩触感温润，顶部光环随节奏呼吸。满电播放十八小时，支持蓝牙与数据卡播放，附挂绳，周末郊游拎上就走。',
    'Fabric bluetooth speaker', 'Sound all round, waterproof, made for camping',
    'Two passive radiators and a full-range driver fill the room with rich bass from a small body. Waterproof and dustproof, for the riverside or the bathroom; two of them make stereo. Warm fabric, a ring of light that breathes with the music, eighteen hours of play, and a strap to carry it.'
  ),
  (
    'digital-appliances', 'mechanical-keyboard', 'lanqiao', '芯澜', 3, 56, 65,
    '{键盘,机械键盘,办公}', 'keyboard mechanical', '{轴体}', '{Switch}',
    '三模机械键盘', '热插拔轴座，静音垫片，办公码字两相宜',
    '八十四键紧凑布局，为鼠标留出更多空间。有线、蓝牙、二点四吉三种连接方式，可在三台设备间一键切换。热插拔轴座无需焊接即可换轴，五层填充让敲击更安静。茶轴段落清晰，红轴顺滑直上，均为双色注塑键帽，长期使用不打油。电池四千毫安时，不开灯可用两个月。',
    'Keyboard with three connections', 'Switches you can swap, padding that keeps it quiet',
    'A compact layout of 84 keys leaves room for the mouse. By cable, bluetooth or 2.4 GHz, and between three devices at one touch. Switches are swapped without soldering, five layers of padding keep it quiet. Brown gives a clear bump, red runs smoothly. Two months on a charge with the light off.'
  );

insert into private.demo_skus (product, suffix, choices, choices_en, list_price_minor, cost_minor, stock)
values
  ('anc-headphones', 'black', '{曜石黑}', '{Obsidian black}', 89900, 52000, 85),
  ('anc-headphones', 'white', '{月光白}', '{Moonlight white}', 89900, 52000, 60),
  ('anc-headphones', 'violet', '{星河紫}', '{Galaxy violet}', 92900, 53500, 24),
  ('smart-watch', 'ink', '{墨蓝}', '{Ink blue}', 79900, 46500, 70),
  ('smart-watch', 'sand', '{沙金}', '{Sand gold}', 79900, 46500, 45),
  ('smart-watch', 'sage', '{鼠尾草绿}', '{Sage green}', 79900, 46500, 38),
  ('power-bank', 'green', '{松石绿}', '{Turquoise}', 22900, 12500, 220),
  ('power-bank', 'white', '{云白}', '{Cloud white}', 22900, 12500, 180),
  ('air-fryer', 'cream', '{奶油白}', '{Cream}', 39900, 23500, 90),
  ('air-fryer', 'green', '{雾松绿}', '{Misty pine}', 39900, 23500, 75),
  ('bluetooth-speaker', 'coral', '{珊瑚红}', '{Coral red}', 29900, 16800, 130),
  ('bluetooth-speaker', 'lake', '{湖水蓝}', '{Lake blue}', 29900, 16800, 110),
  ('mechanical-keyboard', 'brown', '{茶轴}', '{Brown}', 45900, 26800, 55),
  ('mechanical-keyboard', 'red', '{红轴}', '{Red}', 45900, 26800, 3);
