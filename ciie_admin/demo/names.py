"""Made-up names of persons: Han and compound surnames, minority names, names from abroad."""

from random import Random

from ciie_admin.domain.states import RegionType

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文殷庞倪路齐葛辛申尚温宁关耿翟童庄柳"
)
COMMON = 40
"""As many surnames from the front are twice as frequent."""
COMPOUND = (
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "东方",
)  # fmt: skip
FEMALE = "芳娜敏静丽娟艳玲婷雪梅霞燕慧颖佳琳倩洁莉瑶欣怡媛萍蓉薇璐岚菲晴桐琪雯婧妍彤蕾丹"
MALE = "伟强磊军勇杰涛超明刚平辉鹏华飞斌波宇浩凯健俊帆博峰亮东旭晨翔志毅诚昊龙振铭睿"
EITHER = "文晓建国海思远立新春雨子小天安宁清瑞庆永嘉若书一心林秋云星羽"
MINORITY = (
    ("阿依古丽·买买提", "ms"), ("古丽娜尔·吐尔逊", "ms"), ("帕提曼·阿不都热合曼", "ms"),
    ("努尔兰·哈力克", "mr"), ("艾尔肯·依明", "mr"), ("阿卜杜拉·托合提", "mr"),
    ("热依汗·艾合买提", "ms"), ("巴特尔·苏和", "mr"), ("其其格·巴雅尔", "ms"),
    ("阿迪力·沙吾提", "mr"), ("迪丽努尔·阿布力孜", "ms"), ("叶尔江·赛力克", "mr"),
    ("扎西·多吉", "mr"), ("卓玛·央金", "ms"),
)  # fmt: skip
WESTERN_MEN = (
    "Thomas", "Peter", "Marco", "Julien", "Andreas", "Kenji", "Carlos", "Henrik", "Ahmed",
    "Oliver", "Viktor", "Minjun", "Rajesh", "Lucas", "Somchai", "Daniel",
)  # fmt: skip
WESTERN_WOMEN = (
    "Anna", "Maria", "Sophie", "Giulia", "Yuki", "Ingrid", "Laila", "Emma", "Elena", "Seoyeon",
    "Priya", "Camila", "Nicha", "Hannah", "Olga", "Claire",
)  # fmt: skip
WESTERN_SURNAMES = (
    "Bergmann", "Rossi", "Dubois", "Tanaka", "Garcia", "Lindqvist", "Haddad", "Walker", "Petrov",
    "Kim", "Sharma", "Silva", "Suwan", "Novak", "Jansen", "O'Connor", "Müller", "Ferrari",
)  # fmt: skip


def person_name(rng: Random, title: str, region: RegionType) -> tuple[str, str]:
    """A name and the title that goes with it; the title follows a minority name."""
    if region is RegionType.OVERSEAS and rng.random() < 0.85:
        given = rng.choice(WESTERN_MEN if title == "mr" else WESTERN_WOMEN)
        return f"{given} {rng.choice(WESTERN_SURNAMES)}", title
    if region is RegionType.MAINLAND and rng.random() < 0.012:
        return rng.choice(MINORITY)
    return surname(rng) + given_name(rng, title), title


def surname(rng: Random) -> str:
    if rng.random() < 0.015:
        return rng.choice(COMPOUND)
    common = rng.random() < 0.6
    return rng.choice(SURNAMES[:COMMON] if common else SURNAMES)


def given_name(rng: Random, title: str) -> str:
    """One character for a quarter of them, otherwise two; the last one tells the sex."""
    last = rng.choice(MALE if title == "mr" else FEMALE)
    if rng.random() < 0.24:
        return last
    first = rng.choice(EITHER if rng.random() < 0.6 else (MALE if title == "mr" else FEMALE))
    return first + last if first != last else first
