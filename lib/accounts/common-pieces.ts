const words = (text: string): string[] => text.trim().split(/\s+/);

/** Pieces that common passwords are made of, in lower case, digits read as letters (`p4ssw0rd` is `password`). */
export const commonPieces: readonly string[] = words(`
  password passwort passwd pass passcode passphrase secret secrets private login logon signin admin administrator root
  system user username guest default master super superuser manager test tester testing temp temporary changeme change
  welcome hello letmein enter open access security secure safe safety account customer company office work business
  internet computer server network website service support allsms sms message messages mobile phone iphone android
  nokia samsung google facebook youtube twitter instagram amazon apple microsoft windows linux oracle cisco
  iloveyou ilove love lovely lover loveme loveyou iloveu mylove forever always together baby babygirl babyboy princess
  prince angel angels sweet sweetheart sweetie honey darling beautiful beauty pretty gorgeous family mother father
  mommy daddy mama papa sister brother friend friends bestfriend friendship girl boy woman
  dragon monkey shadow sunshine football baseball basketball soccer hockey tennis golfer golf liverpool chelsea arsenal
  barcelona realmadrid manchester united juventus olympiakos panathinaikos yankees cowboys lakers
  michael jennifer jessica daniel andrew joshua matthew anthony robert thomas charlie george jordan hunter ashley nicole
  amanda michelle maria anna nikos giorgos dimitris yannis kostas eleni sofia alexander alexandros william elizabeth
  superman batman spiderman pokemon naruto starwars minecraft fortnite roblox harrypotter matrix gandalf hobbit
  summer winter spring autumn january february march april june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday today tomorrow
  mustang ferrari porsche mercedes yamaha harley corvette toyota honda
  freedom whatever trustno trust nothing something anything everything nobody somebody blink jesus christ god godislove
  jesuschrist jesusislord bless blessed heaven church faith hope peace
  killer ninja warrior hacker gamer player winner number one numberone best good great awesome cool happy lucky
  purple orange yellow silver golden green blue black white red banana cookie cookies chocolate cheese pepper ginger
  coffee butter flower flowers butterfly rainbow diamond crystal star stars moon ocean river mountain
  tiger lion eagle dolphin horse kitty kitten puppy doggy doggie cat dog fish bear wolf snoopy mickey mouse donald
  greece hellas athens thessaloniki london paris berlin america england germany france italy spain cyprus europe
  kalimera kodikos mystiko agapi sagapo parola passwordi motdepasse contrasena senha parole haslo heslo losenord
  my your is the this and for not you me new old with
  abc abcd abcde abcdef abcdefg abcdefgh abcdefghi aaa xxx zzz qaz wsx edc rfv tgb yhn ujm zaq xsw cde vfr bgt nhy
  qwe asd zxc qwer asdf zxcv qwert asdfg zxcvb poiu lkjh mnbv
`);
