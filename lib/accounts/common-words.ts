const lines = (text: string): string[] => text.trim().split(/\s*\n\s*/);
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

/** Whole long passwords and sayings that lists of common passwords have, letters and digits only. */
export const commonPhrases: readonly string[] = lines(`
  correcthorsebatterystaple
  correcthorsebatterystaples
  tobeornottobethatisthequestion
  tobeornottobe
  maytheforcebewithyou
  maytheforcebewithus
  iamyourfather
  lukeiamyourfather
  winteriscoming
  valarmorghulis
  thequickbrownfox
  thequickbrownfoxjumpsoverthelazydog
  quickbrownfoxjumps
  alliwantforchristmasisyou
  allyouneedislove
  allyourbasearebelongtous
  onceuponatime
  onceuponatimeinamerica
  inthebeginning
  inthebeginninggodcreated
  ourfatherwhoartinheaven
  ourfatherinheaven
  thelordismyshepherd
  forgodsolovedtheworld
  jesusismylordandsavior
  ilovejesuschrist
  icandoallthings
  imaginedragons
  imagineallthepeople
  letitbeletitbe
  helloworldhelloworld
  hellodarknessmyoldfriend
  somewhereovertherainbow
  twinkletwinklelittlestar
  happybirthdaytoyou
  happybirthdaytome
  merrychristmasandahappynewyear
  merrychristmaseveryone
  iloveyousomuch
  iloveyoumorethananything
  iloveyoubabyforever
  iloveyoutothemoonandback
  tothemoonandback
  loveyoutothemoonandback
  ilovemyhusbandandkids
  ilovemydaughter
  ilovemychildren
  ilovemymomanddad
  ilovemyboyfriend
  ilovemygirlfriend
  iwillalwaysloveyou
  livelaughlovealways
  livelovelaughdream
  liveloveandlaugh
  youaremysunshine
  youaremyeverything
  bestfriendsforever
  bestfriends4ever
  neverforgetthis
  nevergonnagiveyouup
  nevergiveupneversurrender
  donotforgetthis
  dontforgetthis
  dontforgetyourpassword
  iforgotmypassword
  ialwaysforgetmypassword
  forgotmypassword
  thisismypassword
  thisismynewpassword
  thisisapassword
  thisisnotapassword
  thisisaverylongpassword
  thisisalongpassword
  thisismysecretpassword
  thisisasecret
  thisisatest
  averylongpassword
  averystrongpassword
  averysecurepassword
  mysupersecretpassword
  mysecurepassword
  mystrongpassword
  mylongpassword
  supersecretpassword
  supersecurepassword
  superstrongpassword
  topsecretpassword
  strongpasswordstrong
  securepasswordhere
  enterpasswordhere
  yourpasswordhere
  typeyourpassword
  passwordispassword
  passwordpassword
  mypasswordismypassword
  nopasswordneeded
  nopasswordrequired
  idonthaveapassword
  idontknowmypassword
  whatismypassword
  whatsmypassword
  guessmypassword
  youllneverguess
  youwillneverguess
  youcantguessthis
  opensesameopensesame
  opensesameseed
  abracadabraabracadabra
  supercalifragilistic
  supercalifragilisticexpialidocious
  antidisestablishmentarianism
  pneumonoultramicroscopicsilicovolcanoconiosis
  internationalization
  congratulations
  responsibility
  characteristics
  telecommunications
  administrators
  administrator
  administratoradministrator
  businessasusual
  customerservice
  customersupport
  changemechangeme
  changethispassword
  changemeplease
  pleasechangeme
  pleasechangethispassword
  letmeinletmein
  letmeinplease
  pleaseletmein
  welcomewelcome
  welcometothejungle
  welcometomyworld
  welcomehomeagain
  welcometogreece
  hellohellohello
  hellomynameis
  mynameismynameis
  whatsyournamedude
  goodmorningeveryone
  goodmorningvietnam
  goodnightsweetheart
  kalimerakalispera
  kalimeraellada
  sagapopolyagapimou
  eleftheriaithanatos
  toomanysecrets
  trustnooneever
  trustnobodytrustnobody
  thetruthisoutthere
  elementarymydearwatson
  houstonwehaveaproblem
  shakennotstirred
  bondjamesbond
  lifeislikeaboxofchocolates
  thereisnoplacelikehome
  theresnoplacelikehome
  homesweethome
  carpediemcarpediem
  cogitoergosum
  venividivici
  alohomoraalohomora
  expectopatronum
  expectopatronumexpelliarmus
  harrypotterandthe
  lordoftherings
  thelordoftherings
  onering2rulethemall
  oneringtorulethemall
  youshallnotpass
  liverpoolfootballclub
  youllneverwalkalone
  manchesterunited
  manchestercity
  manchesterunitedfc
  realmadridbarcelona
  barcelonabarcelona
  fcbarcelonamessi
  cristianoronaldo
  leomessileomessi
  chelseafootballclub
  dallascowboysfan
  newyorkyankees
  pittsburghsteelers
  losangeleslakers
  philadelphiaeagles
  sanfranciscogiants
  rageagainstthemachine
  redhotchilipeppers
  avengedsevenfold
  ironmaidenironmaiden
  metallicametallica
  systemofadown
  linkinparklinkinpark
  fleetwoodmacfleetwood
  ledzeppelinledzeppelin
  backstreetboys
  justinbieberjustin
  michaeljackson
  spongebobsquarepants
  teenagemutantninjaturtles
  mickeymouseclub
  theamazingspiderman
  batmanandrobin
  iamironmaniamironman
  transformersprime
  callofdutyblackops
  callofdutymodernwarfare
  grandtheftauto
  grandtheftautosanandreas
  leagueoflegends
  worldofwarcraft
  counterstrikeglobaloffensive
  pokemonpokemonpokemon
  minecraftminecraft
  aaaaabbbbbccccc
  aabbccddeeffgghh
  abcabcabcabcabc
  abcdefghijklmno
  abcdefghijklmnopqrstuvwxyz
  zyxwvutsrqponmlkjihgfedcba
  abc123abc123abc123
  a1b2c3d4e5f6g7h8
  a1b2c3d4e5f6g7h8i9j0
  1a2b3c4d5e6f7g8h
  q1w2e3r4t5y6u7i8
  q1w2e3r4t5y6u7i8o9p0
  1q2w3e4r5t6y7u8i
  1q2w3e4r5t6y7u8i9o0p
  1qaz2wsx3edc4rfv
  1qaz2wsx3edc4rfv5tgb
  zaq12wsxcde34rfv
  zaq1xsw2cde3vfr4
  qazwsxedcrfvtgb
  qazwsxedcrfvtgbyhnujm
  qwertyuiopasdfghjkl
  qwertyuiopasdfghjklzxcvbnm
  qwertyqwertyqwerty
  qweasdzxcqweasdzxc
  qweasdzxc123456
  asdfghjklasdfghjkl
  asdfasdfasdfasdf
  azertyuiopqsdfgh
  qwertzuiopasdfgh
  zxcvbnmasdfghjkl
  mnbvcxzlkjhgfdsa
  poiuytrewqlkjhgfdsa
  0123456789abcdef
  123456789abcdefg
  1234567890qwertyuiop
  123qweasdzxc123
  111222333444555
  112233445566778899
  123123123123123
  123456123456123456
  123456789123456789
  123456789987654321
  987654321123456789
  314159265358979
  3141592653589793
  31415926535897932384626433
  271828182845904
  2718281828459045
  141421356237309
  161803398874989
  112358132134558
  235711131719232
`);
