/** What a phone itself says, in the language that it is set to; what the bot says comes from the bot. */
export interface PhoneWords {
  direction: "ltr" | "rtl";
  message: string;
  send: string;
  attach: string;
  commands: string;
  about: string;
  letter: string;
  openLetter: string;
  voice: string;
  sticker: string;
  photo: string;
  contact: string;
  place: string;
  reply: string;
  edit: string;
  forward: string;
  cancel: string;
  edited: string;
  forwarded: string;
  onMessage: string;
  /** Unfolds a quotation. */
  whole: string;
}

const german: PhoneWords = {
  direction: "ltr",
  message: "Nachricht",
  send: "Senden",
  attach: "Anhängen",
  commands: "Befehle",
  about: "Bot · Datenschutz-Assistent der Schule",
  letter: "Der Brief der Schule ist da. Ihr Code:",
  openLetter: "Link im Brief öffnen",
  voice: "Sprachnachricht",
  sticker: "Sticker",
  photo: "Foto (Ihr Text wird die Bildunterschrift)",
  contact: "Kontakt",
  place: "Standort",
  reply: "Antworten",
  edit: "Bearbeiten",
  forward: "Weiterleiten",
  cancel: "Abbrechen",
  edited: "bearbeitet",
  forwarded: "Weitergeleitet von",
  onMessage: "Weitere Möglichkeiten",
  whole: "ganz lesen",
};

const turkish: PhoneWords = {
  direction: "ltr",
  message: "Mesaj",
  send: "Gönder",
  attach: "Ekle",
  commands: "Komutlar",
  about: "Bot · okulun veri koruma asistanı",
  letter: "Okulun mektubu geldi. Kodunuz:",
  openLetter: "Mektuptaki bağlantıyı aç",
  voice: "Sesli mesaj",
  sticker: "Çıkartma",
  photo: "Fotoğraf (metniniz altyazı olur)",
  contact: "Kişi",
  place: "Konum",
  reply: "Yanıtla",
  edit: "Düzenle",
  forward: "İlet",
  cancel: "Vazgeç",
  edited: "düzenlendi",
  forwarded: "İletilen mesaj:",
  onMessage: "Diğer seçenekler",
  whole: "tamamını oku",
};

const arabic: PhoneWords = {
  direction: "rtl",
  message: "رسالة",
  send: "إرسال",
  attach: "إرفاق",
  commands: "الأوامر",
  about: "بوت · مساعد المدرسة لحماية البيانات",
  letter: "وصلت رسالة المدرسة. رمزكم:",
  openLetter: "فتح الرابط الموجود في الرسالة",
  voice: "رسالة صوتية",
  sticker: "ملصق",
  photo: "صورة (يصبح نصكم تعليقاً عليها)",
  contact: "جهة اتصال",
  place: "موقع",
  reply: "رد",
  edit: "تعديل",
  forward: "إعادة توجيه",
  cancel: "إلغاء",
  edited: "معدّلة",
  forwarded: "أُعيد توجيهها من",
  onMessage: "خيارات أخرى",
  whole: "قراءة الكل",
};

/** In German where the phone's language has no words here. */
export const phoneWords = (language: string): PhoneWords =>
  new Map([
    ["tr", turkish],
    ["ar", arabic],
  ]).get(language) ?? german;
