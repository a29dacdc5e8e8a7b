package org.attentionlab.data.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.attentionlab.data.SentencePair;
import org.attentionlab.data.grammar.Meaning.Being;
import org.attentionlab.data.grammar.Meaning.Circumstance;
import org.attentionlab.data.grammar.Meaning.Clause;
import org.attentionlab.data.grammar.Meaning.Connective;
import org.attentionlab.data.grammar.Meaning.Degree;
import org.attentionlab.data.grammar.Meaning.Determiner;
import org.attentionlab.data.grammar.Meaning.Doing;
import org.attentionlab.data.grammar.Meaning.Link;
import org.attentionlab.data.grammar.Meaning.NounPhrase;
import org.attentionlab.data.grammar.Meaning.Pronoun;
import org.attentionlab.data.grammar.Meaning.RelativeClause;
import org.attentionlab.data.grammar.Meaning.Sentence;
import org.attentionlab.data.grammar.Meaning.Subject;
import org.attentionlab.data.grammar.Meaning.Tense;
import org.junit.jupiter.api.Test;

/** Single meanings, put together by hand, and what they must be in three languages. */
class RealizerTest {

  private static final Lexicon LEXICON = new Lexicon();
  private static final Translation KOREAN = new Translation(new KoreanRealizer());
  private static final Translation GERMAN = new Translation(new GermanRealizer());

  @Test
  void aPronounForTheTiredAnimal() {
    check(
        crossing("animal", "street", true, "tired"),
        "The animal did not cross the street because it was too tired.",
        "동물은 그 동물이 너무 피곤했기 때문에 길을 건너지 않았다.",
        "Das Tier überquerte die Straße nicht, weil es zu müde war.");
  }

  @Test
  void aPronounForTheWideStreet() {
    check(
        crossing("animal", "street", false, "wide"),
        "The animal did not cross the street because it was too wide.",
        "동물은 그 길이 너무 넓었기 때문에 길을 건너지 않았다.",
        "Das Tier überquerte die Straße nicht, weil sie zu breit war.");
  }

  @Test
  void aFutureWithItsReasonInThePresent() {
    NounPhrase bear = the("bear");
    NounPhrase box = the("box");
    Clause main = doing(bear, "carry", box, Tense.FUTURE, true);
    Clause reason = being(new Pronoun(bear, Optional.of(box)), "weak", Tense.PRESENT);
    check(
        linked(main, Connective.BECAUSE, reason),
        "The bear will not carry the box because it is too weak.",
        "곰은 그 곰이 너무 약하기 때문에 상자를 옮기지 않을 것이다.",
        "Der Bär wird die Kiste nicht tragen, weil er zu schwach ist.");
  }

  @Test
  void aPersonWhoHasAReason() {
    NounPhrase queen = the("queen");
    Clause main = doing(queen, "dance", null, Tense.PAST, true);
    Clause reason = being(new Pronoun(queen, Optional.empty()), "sad", Tense.PAST);
    check(
        linked(main, Connective.BECAUSE, reason),
        "The queen did not dance because she was too sad.",
        "여왕은 너무 슬퍼서 춤추지 않았다.",
        "Die Königin tanzte nicht, weil sie zu traurig war.");
  }

  @Test
  void relativeClausesOnBothSides() {
    NounPhrase dog = relative(the("dog"), "chase", true, the("cat"));
    NounPhrase apple = relative(the("apple"), "wash", false, phrase(Determiner.A, "boy", false));
    check(
        simple(doing(dog, "eat", apple, Tense.PAST, false)),
        "The dog that chased the cat ate the apple that a boy washed.",
        "고양이를 쫓은 개는 소년이 씻은 사과를 먹었다.",
        "Der Hund, der die Katze jagte, fraß den Apfel, den ein Junge wusch.");
  }

  @Test
  void relativeClausesWithDativeAndPreposition() {
    NounPhrase lion = relative(phrase(Determiner.THE, "lion", true), "help", false, the("child"));
    NounPhrase tree = relative(the("tree"), "climb", false, the("bear"));
    check(
        simple(doing(lion, "see", tree, Tense.PAST, false)),
        "The lions that the child helped saw the tree that the bear climbed.",
        "아이가 도운 사자들은 곰이 올라간 나무를 보았다.",
        "Die Löwen, denen das Kind half, sahen den Baum, auf den der Bär kletterte.");
  }

  @Test
  void timeComesFirstInGermanAndTheVerbSecond() {
    Clause clause =
        new Clause(
            Optional.of(LEXICON.adverbs("past").get(0)),
            the("girl"),
            new Doing(
                verb("play", "girl"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Circumstance(the("station")))),
            Tense.PAST,
            false);
    check(
        simple(clause),
        "Yesterday the girl played at the station.",
        "어제 소녀는 역에서 놀았다.",
        "Gestern spielte das Mädchen am Bahnhof.");
  }

  @Test
  void aWaitingVerbAndASeparablePrefixInASubordinateClause() {
    Clause main =
        doing(phrase(Determiner.MANY, "mouse", true), "wait for", name("Anna"), Tense.PAST, false);
    Clause second =
        doing(phrase(Determiner.A, "soldier", false), "pick up", the("key"), Tense.PAST, false);
    check(
        linked(main, Connective.WHEN, second),
        "Many mice waited for Anna when a soldier picked up the key.",
        "군인이 열쇠를 주웠을 때 많은 쥐들이 안나를 기다렸다.",
        "Viele Mäuse warteten auf Anna, als ein Soldat den Schlüssel aufhob.");
  }

  @Test
  void sayingTakesAClauseBeforeTheKoreanVerb() {
    Clause main =
        new Clause(
            Optional.empty(),
            name("Tom"),
            new Doing(
                verb("say", "Tom"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Tense.PAST,
            false);
    check(
        linked(
            main, Connective.THAT, doing(the("farmer"), "close", the("window"), Tense.PAST, false)),
        "Tom said that the farmer closed the window.",
        "톰은 농부가 창문을 닫았다고 말했다.",
        "Tom sagte, dass der Bauer das Fenster zumachte.");
  }

  @Test
  void adjectivesAgreeAndPlacesTakeTheirParticle() {
    NounPhrase horse =
        new NounPhrase(
            Determiner.A,
            Optional.of(LEXICON.adjective("tired")),
            noun("horse"),
            false,
            Optional.empty());
    check(
        simple(doing(horse, "go to", the("village"), Tense.PAST, false)),
        "A tired horse went to the village.",
        "피곤한 말이 마을로 갔다.",
        "Ein müdes Pferd ging zum Dorf.");
  }

  @Test
  void aGiftHasAReceiver() {
    Clause clause =
        new Clause(
            Optional.empty(),
            the("king"),
            new Doing(
                verb("give", "king"),
                Optional.of(phrase(Determiner.THIS, "hat", false)),
                Optional.of(the("student")),
                Optional.empty(),
                Optional.empty()),
            Tense.PAST,
            false);
    check(
        simple(clause),
        "The king gave this hat to the student.",
        "왕은 학생에게 이 모자를 주었다.",
        "Der König gab dem Studenten diesen Hut.");
  }

  @Test
  void theAlignmentOfTheFamousSentence() {
    SentencePair pair = KOREAN.pair(crossing("animal", "street", true, "tired"));
    // 0 The 1 animal 2 did 3 not 4 cross 5 the 6 street 7 because 8 it 9 was 10 too 11 tired 12 .
    // 0 동물은 1 그 2 동물이 3 너무 4 피곤했기 5 때문에 6 길을 7 건너지 8 않았다 9 .
    assertThat(pair.alignment().orElseThrow().sure().toString())
        .isEqualTo("[1-0, 8-1, 8-2, 10-3, 11-4, 7-5, 6-6, 4-7, 3-8]");
    assertThat(pair.alignment().orElseThrow().possible().toString()).contains("0-0", "1-2", "9-4");
    assertThat(pair.antecedent().orElseThrow().toString())
        .isEqualTo("Antecedent[pronoun=8, noun=1, rival=6, choice=2]");
  }

  private static void check(Sentence sentence, String english, String korean, String german) {
    assertThat(KOREAN.pair(sentence).source()).isEqualTo(english);
    assertThat(KOREAN.pair(sentence).target()).isEqualTo(korean);
    assertThat(GERMAN.pair(sentence).target()).isEqualTo(german);
  }

  private static Sentence crossing(String animal, String way, boolean ofSubject, String reason) {
    NounPhrase subject = the(animal);
    NounPhrase object = the(way);
    Pronoun it =
        new Pronoun(ofSubject ? subject : object, Optional.of(ofSubject ? object : subject));
    return linked(
        doing(subject, "cross", object, Tense.PAST, true),
        Connective.BECAUSE,
        being(it, reason, Tense.PAST));
  }

  private static Sentence simple(Clause clause) {
    return new Sentence(clause, Optional.empty());
  }

  private static Sentence linked(Clause main, Connective connective, Clause second) {
    return new Sentence(main, Optional.of(new Link(connective, second)));
  }

  private static Clause doing(
      NounPhrase subject, String verb, NounPhrase object, Tense tense, boolean negated) {
    Doing doing =
        new Doing(
            verb(verb, subject.noun().english()),
            Optional.ofNullable(object),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Clause(Optional.empty(), subject, doing, tense, negated);
  }

  private static Clause being(Subject subject, String adjective, Tense tense) {
    Being being = new Being(Degree.TOO, LEXICON.adjective(adjective));
    return new Clause(Optional.empty(), subject, being, tense, false);
  }

  private static NounPhrase the(String noun) {
    return phrase(Determiner.THE, noun, false);
  }

  private static NounPhrase name(String name) {
    return phrase(Determiner.NONE, name, false);
  }

  private static NounPhrase phrase(Determiner determiner, String noun, boolean plural) {
    return new NounPhrase(determiner, Optional.empty(), noun(noun), plural, Optional.empty());
  }

  private static NounPhrase relative(
      NounPhrase head, String verb, boolean subjectIsMissing, NounPhrase other) {
    String actor = subjectIsMissing ? head.noun().english() : other.noun().english();
    return new NounPhrase(
        head.determiner(),
        head.adjective(),
        head.noun(),
        head.isPlural(),
        Optional.of(new RelativeClause(verb(verb, actor), subjectIsMissing, other)));
  }

  private static Noun noun(String english) {
    return LEXICON.nouns.stream()
        .filter(noun -> noun.english().equals(english))
        .findFirst()
        .orElseThrow();
  }

  private static Verb verb(String english, String subject) {
    return LEXICON.verb(english, noun(subject));
  }
}
