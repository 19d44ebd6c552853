package org.audioprocessor.media.tags;

import java.lang.Character.UnicodeBlock;
import java.util.Set;

/**
 * Recognises Chinese, Japanese and Korean texts. The same bytes are letters in all of their
 * encodings; in the right encoding most of these letters are frequent.
 */
final class EastAsianText {
  private static final String BOTH_CHINESE =
      "的一是不了在人有我他中上大和地到以要就出可也你生能而子那得下自之年作用道行所然家事成方多去法如都同面起看定天分好小"
          + "部其些主理心她本前但因只想日者意力它把十民第公此已工使情明性知全三又正外高由很最重物手向文政美相被利什二等或新己"
          + "制身果加西斯月合回特代信表化老世位次度任常先海通教原提立及比解水名真走各入口平系活更打女四神何安少才反受目太量再"
          + "感建做接必件管期市直德命山金指克保至形社便空治展科司五基眼非白界光放即像且思王象完式色路南品住告求程北死交取拉格"
          + "望共清今切院候笑夜雨花歌曲李周林星晚永忘快寂寞孤幸福柔朋友等待雪春夏秋冬城青往哭痛";
  private static final Set<Integer> SIMPLIFIED =
      TextEncoding.letters(
          BOTH_CHINESE
              + "这个们来为国说时会对于着过发后里种经么学现当没动还进样开从实军无与长机关点业将两间问并应战头体见产话内给门儿东"
              + "声员论处义几认条气题尔别变总电数报结务场计资许统区队决马书则听却达强难权设记类据边张该规万觉术领确传师观让识带"
              + "导争运爱梦风恋华刘陈吴黄红蓝远乐单泪温亲离飞云雾谁伤");
  private static final Set<Integer> TRADITIONAL =
      TextEncoding.letters(
          BOTH_CHINESE
              + "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話內給門兒東"
              + "聲員論處義幾認條氣題爾別變總電數報結務場計資許統區隊決馬書則聽卻達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶"
              + "導爭運愛夢風戀華劉陳吳黃紅藍遠樂單淚溫親離飛雲霧誰傷");
  private static final Set<Integer> KOREAN =
      TextEncoding.letters(
          "이다는에의가을를고하지은기도사나리로한서자인들시라대어니해아수그일과정스내게보너부마구있전안우음만여주제장오없비동상"
              + "조모진원미신소바경히거세선으무야름말성눈물때영화위두심생할저랑건러김박최윤강임유연호명중민개살날밤꿈별길꽃람봄겨"
              + "울노래행복억추녕혼잣처럼같못했던됐잊네요면데것당겠습까왜또더잘돌집속빛달끝");

  /** Kana, and the marks and full-width forms that occur among them. */
  private static final Set<UnicodeBlock> KANA =
      Set.of(UnicodeBlock.HIRAGANA, UnicodeBlock.KATAKANA);

  private static final Set<UnicodeBlock> MARKS =
      Set.of(
          UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION,
          UnicodeBlock.GENERAL_PUNCTUATION,
          UnicodeBlock.LATIN_1_SUPPLEMENT,
          UnicodeBlock.GEOMETRIC_SHAPES,
          UnicodeBlock.MISCELLANEOUS_SYMBOLS);

  /** Texts of at most this many letters need a higher share of frequent letters. */
  private static final int FEW_LETTERS = 3;

  private static final double CLEAR_SHARE = 0.6;
  private static final double FEW_KANA = 0.2;
  private static final double ONLY_KANJI = 0.5;
  private static final double KANA_AND_KANJI = 0.9;

  private EastAsianText() {}

  static double simplifiedChinese(String text) {
    return share(text, UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS, SIMPLIFIED);
  }

  static double traditionalChinese(String text) {
    return share(text, UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS, TRADITIONAL);
  }

  static double korean(String text) {
    return share(text, UnicodeBlock.HANGUL_SYLLABLES, KOREAN);
  }

  /** Shift-JIS: kana are certain; the bytes of its kanji mean nothing in the Chinese encodings. */
  static double shiftJis(String text) {
    return japanese(text, ONLY_KANJI);
  }

  /** EUC-JP: kana are certain; its kanji have the bytes of Chinese ones. */
  static double eucJp(String text) {
    return japanese(text, 0);
  }

  private static double japanese(String text, double onlyKanji) {
    int kana = 0;
    int kanji = 0;
    for (int c : foreign(text)) {
      UnicodeBlock block = UnicodeBlock.of(c);
      if (KANA.contains(block)) {
        kana++;
      } else if (UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS.equals(block)) {
        kanji++;
      } else if (!isMark(c, block)) {
        return 0;
      }
    }
    if (kana + kanji == 0) {
      return 0;
    }
    double share = (double) kana / (kana + kanji);
    return share >= FEW_KANA ? KANA_AND_KANJI : onlyKanji;
  }

  /** Returns the share of frequent letters; 0 if there are letters of another kind. */
  private static double share(String text, UnicodeBlock script, Set<Integer> frequent) {
    int letters = 0;
    int known = 0;
    for (int c : foreign(text)) {
      UnicodeBlock block = UnicodeBlock.of(c);
      if (script.equals(block)) {
        letters++;
        known += frequent.contains(c) ? 1 : 0;
      } else if (!isMark(c, block)) {
        return 0;
      }
    }
    double share = letters == 0 ? 0 : (double) known / letters;
    return letters <= FEW_LETTERS && share < CLEAR_SHARE ? 0 : share;
  }

  private static boolean isMark(int c, UnicodeBlock block) {
    boolean wideForm = c >= 0xFF01 && c <= 0xFF5E;
    return wideForm || MARKS.contains(block);
  }

  private static int[] foreign(String text) {
    return text.codePoints().filter(c -> c > 0x7F).toArray();
  }
}
