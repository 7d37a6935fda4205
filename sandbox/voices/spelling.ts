import { phones, type PhoneName } from "./phones";

/** Words that are not said as they are written. */
const WORDS = `
a ax; the dh ax; of ah v; to t uw; was w aa z; is ih z; as ae z; his hh ih z; i ay; he hh iy; she sh iy; me m iy; we w iy;
be b iy; you y uw; your y ao r; one w ah n; once w ah n s; two t uw; were w er; are aa r; have hh ae v; has hh ae z; no n ow;
so s ow; go g ow; said s eh d; their dh eh r; there dh eh r; they dh ey; then dh eh n; this dh ih s; that dh ae t; do d uw;
these dh iy z; those dh ow z; them dh eh m; than dh ae n; with w ih dh; who hh uw; what w ah t; where w eh r; does d ah z;
some s ah m; come k ah m; from f r ah m; love l ah v; my m ay; by b ay; why w ay; sky s k ay; eye ay; could k uh d; put p uh t;
would w uh d; should sh uh d; into ih n t uw; old ow l d; cold k ow l d; gold g ow l d; get g eh t; give g ih v; live l ih v;
know n ow; water w ao t er; mother m ah dh er; other ah dh er; brother b r ah dh er; father f aa dh er; and ae n d; all ao l;
small s m ao l; down d aw n; town t aw n; now n aw; how hh aw; door d ao r; stone s t ow n; people p iy p ax l; year y iy r;
0 z iy r ow; 1 w ah n; 2 t uw; 3 th r iy; 4 f ao r; 5 f ay v; 6 s ih k s; 7 s eh v ax n; 8 ey t; 9 n ay n
`;

/** Letters and how they are said, in this order. `^` is the beginning of a word, `$` its end. */
const LETTERS = `
tion sh ax n; sion zh ax n; ough ow; augh ao; eigh ey; igh ay; tch t sh; sch sh; sh sh; ch t sh; th th; ph f; wh w; ck k;
qu k w; ng ng; gh; ^kn n; ^wr r; mb$ m; ee iy; ea iy; oo uw; ou aw; ow ow; oa ow; ai ey; ay ey; ei ay; ie iy; oi oy; oy oy;
au ao; aw ao; ew y uw; ue uw; [eiu]r(?![aeiou]) er; ar(?![aeiou]) aa r; or ao r; a(?=[^aeiouy]e$) ey; i(?=[^aeiouy]e$) ay;
o(?=[^aeiouy]e$) ow; u(?=[^aeiouy]e$) uw; le$ ax l; (?<=[td])ed$ ih d; ed$ d; (?<=[scxz])es$ ih z; es$ z; e$; y$ iy; ^y y;
o$ ow; a$ ax; c(?=[eiy]) s; g(?=e) d zh; j d zh; x k s; c k; q k; h hh; a ae; e eh; i ih; o aa; u ah; y ih;
b b; d d; f f; g g; k k; l l; m m; n n; p p; r r; s s; t t; v v; w w; z z
`;

/** Letters of other alphabets in Latin ones. What is in none of them is said by its number. */
const ALPHABETS = `
а a; б b; в v; г g; д d; е e; ё yo; ж zh; з z; и ee; й y; к k; л l; м m; н n; о o; п p; р r; с s; т t; у oo; ф f; х h; ц ts; ч ch;
ш sh; щ sh; ъ; ы ee; ь; э e; ю yoo; я ya; є ye; і ee; ї yee; ґ g; α a; β v; γ g; δ th; ε e; ζ z; η ee; θ th; ι ee; κ k; λ l; μ m;
ν n; ξ x; ο o; π p; ρ r; σ s; ς s; τ t; υ ee; φ f; χ h; ψ ps; ω o; ß ss; ł w; ø o; æ a; œ o; đ d; ı i; þ th; ð th;
ا aa; ب ba; ت ta; ث tha; ج ja; ح ha; خ ha; د da; ذ tha; ر ra; ز za; س sa; ش sha; ص sa; ض da; ط ta; ظ za; ع aa; غ ga; ف fa; ق ka;
ك ka; ل la; م ma; ن na; ه ha; و oo; ي ee; ى aa; ة a; ء; أ a; إ ee; آ aa; א a; ב ba; ג ga; ד da; ה ha; ו oo; ז za; ח ha; ט ta; י ee;
כ ka; ל la; מ ma; נ na; ס sa; ע a; פ pa; צ tsa; ק ka; ר ra; ש sha; ת ta; ך k; ם m; ן n; ף f; ץ ts
`;

const wordsSaid = new Map(table(WORDS).map(([word, ...names]) => [word, namesOf(names)]));
const rules = table(LETTERS).map(([pattern, ...names]) => ({
  pattern: new RegExp(pattern, "y"),
  names: namesOf(names),
}));
const latinOf = new Map(table(ALPHABETS).map(([letter, latin = ""]) => [letter, latin]));

/** How a word is said. Every word is said somehow, in whatever script; punctuation is not. */
export function saidAs(word: string): readonly PhoneName[] {
  const letters = latin(word.toLowerCase());
  const known = wordsSaid.get(letters);
  if (known) return known;
  const names: PhoneName[] = [];
  for (let at = 0; at < letters.length;) {
    const before = at;
    for (const { pattern, names: said } of rules) {
      pattern.lastIndex = at;
      const [found] = pattern.exec(letters) ?? [];
      if (!found) continue;
      names.push(...said);
      at += found.length;
      break;
    }
    if (at > before) continue;
    names.push(...(wordsSaid.get(letters.charAt(at)) ?? []));
    at += 1;
  }
  // A word of consonants alone is hard to say without help.
  return names.some((name) => phones[name].some(({ isVowel }) => isVowel)) ? names : [...names, "ax"];
}

const CONSONANTS = ["m", "k", "t", "sh", "n", "d", "l", "s", "h", "r", "b", "ch", "w", "g"];
const VOWELS = ["a", "oo", "ee", "o", "e", "ow", "ay", "aa"];

function latin(word: string): string {
  let letters = "";
  for (const char of word.normalize("NFD")) {
    const code = char.codePointAt(0) ?? 0;
    if (/[a-z0-9]/.test(char)) letters += char;
    else if (/\p{M}/u.test(char)) continue;
    else if (latinOf.has(char)) letters += latinOf.get(char);
    else letters += `${CONSONANTS[code % CONSONANTS.length]}${VOWELS[(code >> 4) % VOWELS.length]}`;
  }
  // Two of the same consonant are said as one.
  return letters.replace(/([bcdfgklmnprstvz])\1/g, "$1");
}

function table(text: string): [string, ...string[]][] {
  return text
    .split(/;|\n/)
    .map((row) => row.trim().split(" "))
    .filter((row): row is [string, ...string[]] => row[0] !== "");
}

function namesOf(words: readonly string[]): PhoneName[] {
  return words.filter((word): word is PhoneName => word in phones);
}
