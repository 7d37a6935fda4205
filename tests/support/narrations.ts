/** What stories are told in, one scene each: every script that captions are set in. */
export const narrations = {
  English:
    "The old keeper, Dr. Mara Vance, climbed the stairs one last time. Below her the sea was calm, and the little town slept; nobody knew what she carried in her coat. “Tonight,” she said, “the light goes out.”",
  Polish: "Łódź płynęła powoli, a żółw śnił o dalekich wyspach. Źdźbło trawy drżało na wietrze.",
  Vietnamese: "Ở Việt Nam, những người dân thường kể chuyện cổ tích về một con rồng đã ngủ quên.",
  Russian: "Старый смотритель маяка в последний раз поднялся по лестнице, и море было спокойным.",
  Greek: "Ο γέρος φαροφύλακας ανέβηκε τη σκάλα για τελευταία φορά, και η θάλασσα ήταν ήρεμη.",
  Japanese: "東京の夜は静かだった。「猫」はカーテンの向こうで、月明かりに照らされた屋根を見つめていた。",
  Chinese: "江南的雨，下了整整三天。老人坐在窗前，看着雨水顺着青瓦流下，想起了很多年前那个同样下雨的夜晚。",
  Korean: "서울의 밤은 조용했다. 고양이 한 마리가 지붕 위에서 달빛을 바라보고 있었다.",
  Arabic: "كان البحر هادئًا، والقمر يلمع فوق الماء كقطعة من الفضة، ووقف الصياد ينتظر عودة NASA في عام 2026.",
  Hebrew: "הים היה שקט, והירח (העגול) עלה מעל המגדל בשנת 2026, ואיש לא ידע מה היא נושאת.",
  Hindi: "बूढ़ा प्रकाशस्तंभ रक्षक आख़िरी बार घुमावदार सीढ़ियाँ चढ़ा। नीचे समुद्र शांत था, और शहर सो रहा था।",
  Thai: "ท้องทะเลเงียบสงบในยามค่ำคืน ชาวประมงเฒ่ายืนอยู่ริมชายหาดรอคอยเรือลำสุดท้ายกลับมา",
  emoji: "The family 👩‍👩‍👧‍👦 waved 👍🏽 at the astronaut 👨🏿‍🚀 from 🇫🇷 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿, counting 1️⃣ to 3️⃣ with love ❤️ ☀️ 🎉.",
  mixed:
    "She read “Привет, שלום, مرحبا, こんにちは, 안녕” on the wall → and smiled ★ at ♪ it all, ← 2 ≈ 3 ≤ √10 □.",
  long: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaften sind lang.",
} as const;
export type Language = keyof typeof narrations;
export const languages = Object.keys(narrations) as Language[];
