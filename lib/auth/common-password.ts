/**
 * Whether a password is among the first that somebody would try: a frequent word with digits or signs around it, one thing
 * repeated, or a walk along the keyboard, the alphabet or the digits.
 */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase().trim();
  if (isRepetition(text) || isWalk(text)) return true;

  const core = text.replace(/^[^\p{L}]{0,6}/u, "").replace(/[^\p{L}]{0,8}$/u, "");
  const candidates = [text, core, withoutLookalikes(text), withoutLookalikes(core)];
  return candidates.some(
    (candidate) => WORDS.has(candidate) || isRepetition(candidate) || isWalk(candidate) || isWordTwice(candidate),
  );
}

/** `aaaaaaaa`, `abababab`, `123123123`. */
function isRepetition(text: string) {
  return text.length >= 4 && /^(.{1,4})\1+.?$/su.test(text);
}

/** `qwertyuiop`, `12345678`, `йцукенгш`, forwards, backwards, or several of them one after the other. */
function isWalk(text: string) {
  if (text.length < 4) return false;
  let steps = 0;
  for (let at = 1; at < text.length; at += 1) {
    const pair = text.slice(at - 1, at + 1);
    if (WALKS.some((walk) => walk.includes(pair))) steps += 1;
  }
  return steps >= text.length - 1 - Math.floor(text.length / 4);
}

function isWordTwice(text: string) {
  const half = text.slice(0, text.length / 2);
  return half.length * 2 === text.length && half === text.slice(half.length) && WORDS.has(half);
}

const LOOKALIKES: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

function withoutLookalikes(text: string) {
  return text.replace(/[013457@$!]/g, (sign) => LOOKALIKES[sign] ?? sign);
}

const LINES = [
  "1234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "йцукенгшщзхї",
  "фівапролджє",
  "ячсмитьбю",
  "abcdefghijklmnopqrstuvwxyz",
  "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "q1w2e3r4t5y6u7i8o9p0",
  "1q2w3e4r5t6y7u8i9o0p",
  "147258369",
];
const WALKS = LINES.flatMap((line) => [line, [...line].reverse().join("")]);

const WORDS = new Set(
  `password passwort passw passcode pass secret qwerty qwertz azerty admin administrator root user guest test tester testing
  demo default login letmein welcome hello master access changeme trustno computer internet system server database
  dragon monkey football soccer baseball basketball hockey superman batman spiderman pokemon starwars matrix shadow
  sunshine princess flower summer winter spring autumn january february march april june july august september october
  november december monday tuesday wednesday thursday friday saturday sunday iloveyou loveme lovely love forever
  angel freedom whatever michael jordan daniel andrew alexander jessica ashley nicole charlie thomas robert william
  anthony matthew joshua george jennifer michelle samantha hunter killer ranger buster tigger cookie cheese chocolate
  pepper ginger banana orange purple silver golden diamond mustang ferrari porsche mercedes chelsea arsenal liverpool
  barcelona juventus dynamo google facebook instagram telegram youtube microsoft windows android samsung iphone
  company business office manager director sales market money million lucky success victory champion player gamer
  minecraft fortnite qazwsx asdf zxcv asdfgh zxcvbn abc abcd leadbox sendpulse bitrix kommo ukraine ukraina kyiv kiev lviv odesa kharkiv
  dnipro slava nadiya kohannya kokhana parol privit sonechko zaika kotik mariya oleksandr andriy natalia olena ivan
  taras shevchenko пароль привіт україна київ львів одеса харків дніпро слава славаукраїні любов кохання кохана коханий сонечко сонце
  зайчик котик мама тато мамочка бабуся родина щастя надія віра весна літо осінь зима наталя олена марія оксана тетяна андрій
  олександр сергій іван тарас шевченко динамо шахтар адмін користувач менеджер продажі гроші компанія`
    .split(/\s+/)
    .filter(Boolean),
);
