/** Hosts of links that are, however they are spelt, an address within some machine or network. */
export const innerHosts: readonly string[] = [
  // This machine in IPv4: short, decimal, octal, hexadecimal, and what is in between.
  ..."127.0.0.1 127.0.0.1. 127.1 127.0.1 127.255.255.254 2130706433 017700000001 0177.0.0.1 0177.1 00000177.0.0.1".split(
    " ",
  ),
  ..."0x7f.0.0.1 0x7f.1 0X7F.0X0.0X0.0X1 0x7f000001 0x7F000001 0x7f.0.1 127.0x0.0.01 127.0.0.0x1 2130706433.".split(
    " ",
  ),
  // In other scripts and escapes.
  ..."１２７.０.０.１ 127。0。0。1 127．0．0．1 127｡0｡0｡1 ①②⑦.⓪.⓪.① ⑫7.0.0.1 １２７．１ ０ｘ７ｆ．１ 𝟙𝟚𝟟.𝟘.𝟘.𝟙".split(
    " ",
  ),
  ..."%31%32%37.0.0.1 127%2e0%2e0%2e1 %30%78%37%66.1 %EF%BC%91%EF%BC%92%EF%BC%97.0.0.1 127.0.0.\u00AD1 127.\t0.0.\n1"
    .split(" ")
    .filter(Boolean),
  "127.0\t.0.1",
  "127.0.0.1\n",
  "1%327.0x0.1",
  "12\n7.0.0.1",
  "1\u200B27.0.0.1",
  // Nowhere, which is here.
  ..."0 0.0.0.0 0x0 00 0.0 000.000.000.000 ０ %30".split(" "),
  // Networks: private, carriers', link-local, for tests and documents, of many, of all.
  ..."10.0.0.1 10.1 012.0.0.1 0xa000001 167772161 172.16.0.1 172.31.255.254 0xac.16.1 192.168.1.1 192.168.257 0300.0250.1.1".split(
    " ",
  ),
  ..."3232235777 100.64.0.1 100.127.255.254 198.18.0.1 198.19.255.254 192.0.0.8 192.0.2.1 198.51.100.1 203.0.113.1".split(
    " ",
  ),
  ..."192.88.99.1 192.31.196.1 192.52.193.1 192.175.48.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 4294967295 0xffffffff".split(
    " ",
  ),
  // Where clouds keep what their machines must not tell.
  ..."169.254.169.254 169.254.43518 2852039166 0xa9fea9fe 0xA9.0xFE.0xA9.0xFE 0251.0376.0251.0376 169.254.169.254. ①⑥⑨.②⑤④.①⑥⑨.②⑤④".split(
    " ",
  ),
  ..."169.254.170.2 169.254.169.253 169.254.169.123 100.100.100.200 192.0.0.192 168.63.129.16 2822734096 0xa83f8110 250.0.0.1".split(
    " ",
  ),
  // IPv6: here, nowhere, and near.
  ..."[::1] [0:0:0:0:0:0:0:1] [0000:0000:0000:0000:0000:0000:0000:0001] [::0001] [::] [0::0] [fe80::1] [fe80::a9fe:a9fe] [febf::1]".split(
    " ",
  ),
  ..."[fec0::1] [fc00::1] [fd00::1] [fd00:ec2::254] [FD00:EC2::254] [fd20:ce::254] [ff02::1] [ff0e::1] [100::1] [4000::1] [5f00::1]".split(
    " ",
  ),
  ..."[2001:db8::1] [2001:0:7f00:1::] [2001::1] [2001:2::1] [2001:3::1] [2001:4:112::1] [2001:10::1] [2001:20::1] [2001:30::1] [3fff::1]".split(
    " ",
  ),
  // IPv4 inside IPv6: mapped, compatible, translated, 6to4.
  ..."[::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:127.0.0.1] [0:0:0:0:0:ffff:127.0.0.1] [::ffff:10.0.0.1] [::ffff:169.254.169.254]".split(
    " ",
  ),
  ..."[::ffff:a9fe:a9fe] [::ffff:0.0.0.0] [::ffff:168.63.129.16] [::127.0.0.1] [::7f00:1] [::10.0.0.1] [::a9fe:a9fe] [::ffff:0:127.0.0.1]".split(
    " ",
  ),
  ..."[64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::10.0.0.1] [64:ff9b::a9fe:a9fe] [64:ff9b::168.63.129.16] [64:ff9b::0.0.0.0]".split(
    " ",
  ),
  ..."[64:ff9b:1::127.0.0.1] [64:ff9b:1::8.8.8.8] [2002:7f00:1::] [2002:a00:1::1] [2002:a9fe:a9fe::1] [2002:808:808::1]".split(
    " ",
  ),
];

/** Names that only networks have. A resolver of theirs would say an inner address. */
export const innerNames: readonly string[] = [
  ..."localhost LOCALHOST localhost. LocalHost.. ⓛⓞⓒⓐⓛⓗⓞⓢⓣ ｌｏｃａｌｈｏｓｔ lo\u00ADcalhost %6c%6f%63alhost app.localhost a.b.localhost.".split(
    " ",
  ),
  ..."metadata metadata. instance-data metadata.google.internal METADATA.GOOGLE.INTERNAL. metadata.google。internal db.internal".split(
    " ",
  ),
  ..."printer.local router.lan gateway.home.arpa wiki.corp nas.home intranet files.intranet app.localdomain vault.private 1.0.0.127.in-addr.arpa".split(
    " ",
  ),
  ..."kubernetes kubernetes.default.svc.cluster.local db redis host.docker.internal gateway.docker.internal".split(
    " ",
  ),
];

/** What a resolver may say of a name that looks like any other. */
export const innerAddresses: readonly string[] = [
  ..."0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.9.9.9 168.63.129.16 169.254.169.254 172.16.0.1 172.31.0.1".split(
    " ",
  ),
  ..."192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255".split(
    " ",
  ),
  ..."::1 :: ::7f00:1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe ::ffff:0:7f00:1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1".split(
    " ",
  ),
  ..."100::1 2001::1 2001:db8::1 2001:20::1 2002:7f00:1:: 3fff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%1 fe80::1%eth0.100 fec0::1 ff02::1".split(
    " ",
  ),
  // Nobody agrees on what this is.
  "010.8.8.8",
  "not an address",
];

/** Hosts that no URL can have. */
export const noHosts: readonly string[] = [
  ..."[fe80::1%25eth0] [::1%25lo] [fe80::1%eth0] [::1%1] [::ffff:127.0.0.1.] [::1 ::1 256.0.0.1 127.0.0.1.0x 0x100000000 1.2.3.4.5".split(
    " ",
  ),
  ..."127.0.0.1%00 127.0.0.1%20 127.0.0.08 [127.0.0.1] [::ffff:127.0.0.256]".split(" "),
];
