"""What synthetic reports are made of: phrases by what the truth says, each with its ways of saying it.

``{side}`` is right or left, ``{hip}`` the hip or femur of that side.  No phrase says more than its truth.
"""

from __future__ import annotations

Phrases = tuple[str, ...]

SIDES: dict[str, Phrases] = {
    "right": ("right", "right", "right", "Rt.", "Rt", "rt."),
    "left": ("left", "left", "left", "Lt.", "Lt", "lt."),
}

TYPES: dict[tuple[str, str], Phrases] = {
    ("A1", "greater"): (
        "isolated fracture of the greater trochanter, {side} femur",
        "{side} greater trochanter avulsion fracture",
        "avulsion type fracture involving the {side} greater trochanter",
        "single trochanteric fracture, {side} greater trochanter",
    ),
    ("A1", "lesser"): (
        "isolated fracture of the lesser trochanter, {side} femur",
        "{side} lesser trochanter avulsion fracture",
        "avulsion type fracture involving the {side} lesser trochanter",
    ),
    ("A1", "two_part"): (
        "simple intertrochanteric fracture of the {side} femur",
        "two part pertrochanteric fracture, {side} proximal femur",
        "{side} trochanteric fracture with a single oblique line",
        "trochanteric fracture in the {side} proximal femur, simple pattern",
        "stable type intertrochanteric fracture, {side}",
        "{side} pertrochanteric femur fracture, two fragments",
        "oblique fracture line through the {side} intertrochanteric region",
    ),
    ("A1", "lateral_wall_intact"): (
        "pertrochanteric fracture of the {side} femur with intact lateral wall",
        "{side} intertrochanteric fracture with a lesser trochanter fragment, lateral cortex preserved",
        "simple trochanteric fracture, {side} femur, with lesser trochanter avulsion, lateral wall stable",
        "{side} pertrochanteric fracture, lesser trochanter also involved, competent lateral wall",
    ),
    ("A2", "one_intermediate"): (
        "comminuted intertrochanteric fracture of the {side} femur",
        "multifragmentary pertrochanteric fracture, {side}, with a lesser trochanter fragment",
        "{side} intertrochanteric comminuted fracture with posteromedial fragment",
        "comminuted fracture in the {side} trochanteric region involving the lesser trochanter",
        "unstable {side} pertrochanteric fracture with loss of medial support",
    ),
    ("A2", "two_or_more_intermediate"): (
        "comminuted intertrochanteric fracture, {side} femur, with greater and lesser trochanter fragments",
        "{side} multifragmentary pertrochanteric fracture involving both trochanters",
        "unstable comminuted trochanteric fracture, {side}, several intermediate fragments",
        "four part intertrochanteric fracture of the {side} proximal femur",
        "{side} intertrochanteric femur fracture with multiple fragments and thin lateral wall",
    ),
    ("A3", "simple_oblique"): (
        "reverse oblique intertrochanteric fracture of the {side} femur",
        "{side} intertrochanteric fracture of reverse obliquity",
        "reversed oblique fracture line exiting below the vastus ridge, {side} femur",
        "unstable reverse oblique fracture, {side} trochanteric area",
    ),
    ("A3", "simple_transverse"): (
        "transverse intertrochanteric fracture of the {side} femur",
        "{side} transverse fracture at the level of the lesser trochanter",
        "horizontal fracture line across the {side} intertrochanteric region, lateral cortex broken",
    ),
    ("A3", "wedge_or_multifragmentary"): (
        "{side} intertrochanteric and subtrochanteric femur fracture with a wedge fragment",
        "comminuted reverse oblique fracture of the {side} proximal femur with subtrochanteric extension",
        "complex intertrochanteric fracture, {side}, extending to the subtrochanteric shaft with comminution",
    ),
    ("B1", "valgus_impacted"): (
        "valgus impacted subcapital fracture of the {side} femoral neck",
        "{side} subcapital neck fracture, impacted in valgus",
        "impacted fracture below the {side} femoral head with valgus tilt",
    ),
    ("B1", "undisplaced"): (
        "nondisplaced subcapital fracture of the {side} femoral neck",
        "subtle subcapital femur neck fracture, {side}",
        "undisplaced fracture, faint line in the {side} subcapital region",
    ),
    ("B1", "displaced"): (
        "displaced subcapital fracture of the {side} femoral neck",
        "subcapital femur neck fracture, {side}, displaced",
        "{side} subcapital fracture with displaced femoral head",
        "complete subcapital neck fracture on the {side}",
    ),
    ("B2", "simple"): (
        "transcervical fracture of the {side} femoral neck",
        "{side} midcervical neck fracture",
        "fracture through the middle of the {side} femoral neck",
        "{side} transcervical femur neck fracture",
    ),
    ("B2", "multifragmentary"): (
        "comminuted transcervical fracture of the {side} femoral neck",
        "{side} transcervical neck fracture with inferior cortical fragment",
        "multifragmentary midcervical fracture, {side} femur neck",
    ),
    ("B2", "shear"): (
        "vertical shear type transcervical fracture of the {side} femoral neck",
        "{side} transcervical neck fracture, steep vertical line",
        "high angle transcervical fracture, {side}, shear pattern",
    ),
    ("B3", "basicervical"): (
        "basicervical fracture of the {side} femoral neck",
        "{side} basal neck fracture",
        "fracture at the base of the {side} femoral neck",
        "basicervical femur neck fracture, {side}",
    ),
}

FINDS: Phrases = (
    "{It}",
    "{It}",
    "There is {a it}",
    "{It} is seen",
    "{It} is noted",
    "{It} is identified",
    "Evidence of {it}",
    "Findings are consistent with {it}",
    "Findings compatible with {it}",
    "{It} demonstrated",
)
ACUTE: Phrases = ("Acute {it}", "Recent {it}")

MOVED: dict[str, Phrases] = {
    "hairline": (
        "without displacement",
        "no significant displacement",
        "alignment is preserved",
        "hairline, nearly anatomic alignment",
        "only a thin lucent line is visible",
        "not displaced",
    ),
    "mild": (
        "with minimal displacement",
        "mildly displaced",
        "slight displacement",
        "mild angulation at the fracture site",
        "minor displacement of the fragments",
    ),
    "moderate": (
        "with displacement",
        "moderately displaced",
        "moderate displacement of the distal fragment",
        "displaced fragments",
        "displacement and angulation are noted",
    ),
    "gross": (
        "with marked displacement",
        "severely displaced",
        "gross displacement of the shaft",
        "severe displacement of the fracture fragments",
        "considerable displacement",
    ),
}
MOVED_PIECE: dict[str, Phrases] = {
    "hairline": ("without displacement", "not displaced", "no significant displacement"),
    "mild": ("with minimal displacement", "mildly displaced", "slight displacement"),
    "moderate": ("with displacement", "moderately displaced", "upward displacement of the fragment"),
    "gross": ("with marked displacement", "widely displaced fragment", "considerable displacement"),
}
IMPACTED: Phrases = ("with impaction", "impacted, mild valgus angulation", "trabeculae are impacted")

SUMMED: dict[str, Phrases] = {
    "A1": ("{moved} trochanteric fracture, {side} femur", "{side} trochanteric fracture, {moved}"),
    "A2": (
        "{moved} comminuted intertrochanteric fracture, {side} femur",
        "{side} unstable pertrochanteric fracture with several fragments, {moved}",
    ),
    "A3": (
        "{moved} intertrochanteric fracture through the lateral cortex, {side} femur",
        "{side} intertrochanteric fracture reaching below the vastus ridge, {moved}",
    ),
    "B1": ("{moved} subcapital femoral neck fracture, {side}", "{side} subcapital hip fracture, {moved}"),
    "B2": ("{moved} transcervical femoral neck fracture, {side}", "{side} midcervical hip fracture, {moved}"),
    "B3": ("{moved} basicervical femoral neck fracture, {side}", "{side} basicervical hip fracture, {moved}"),
}
"""The diagnosis in one line: type and place, side, displacement."""
MOVED_WORD: dict[str, Phrases] = {
    "hairline": ("undisplaced", "nondisplaced", "not displaced"),
    "mild": ("minimally displaced", "slightly displaced"),
    "moderate": ("displaced", "moderately displaced"),
    "gross": ("severely displaced", "markedly displaced"),
}
IMPACTED_WORD: Phrases = ("impacted", "valgus impacted")
SUMMED_NORMAL: Phrases = ("No acute fracture", "No fracture", "Negative study for fracture")

FRAGMENTS: dict[str, Phrases] = {
    "lesser": ("the lesser trochanter is separated", "lesser trochanteric fragment is pulled medially"),
    "greater": ("the greater trochanter is fractured", "greater trochanteric fragment is noted"),
    "wedge": ("a wedge shaped fragment is present", "butterfly fragment at the subtrochanteric level"),
    "neck": ("small cortical fragment at the inferior neck", "comminution of the medial neck cortex"),
}

NORMAL_WHOLE: Phrases = (
    "No gross acute bony fracture or dislocation",
    "No evidence of acute fracture",
    "No definite fracture line in both hips",
    "No acute osseous abnormality of the pelvis or proximal femora",
    "Negative for fracture or dislocation",
    "No radiographic evidence of hip fracture on either side",
    "No visible fracture of the femoral neck or trochanteric region bilaterally",
)
NORMAL_ONE: Phrases = (
    "No evidence of fracture in the {side} hip",
    "No acute fracture or dislocation of the {side} hip",
    "No fracture line is visible in the {side} proximal femur",
)
CLEAN_WHOLE: Phrases = (
    "Unremarkable both hip joints, no fracture",
    "Normal radiograph of the pelvis without fracture",
    "Normal hips bilaterally",
)
INTACT_WHOLE: Phrases = (
    "Both femoral necks are intact",
    "Cortical margins are smooth and continuous, no break is seen",
    "The femoral heads and necks show no fracture",
)
CLEAN_ONE: Phrases = ("Unremarkable {side} hip without fracture", "Normal {side} hip joint")
INTACT_ONE: Phrases = (
    "{Side} femoral neck and trochanters are intact",
    "Continuous cortex of the {side} femoral neck without break",
)
OTHER_SIDE: Phrases = (
    "No fracture of the {side} hip",
    "The {side} proximal femur is intact",
    "Opposite {side} femur shows no fracture",
    "Contralateral {side} hip without fracture",
)
OTHER_CLEAN: Phrases = ("{Side} hip is unremarkable", "Contralateral {side} hip appears normal")
NOT_OUT: Phrases = (
    "No dislocation of the hip joint",
    "The femoral head lies within the acetabulum",
    "Hip joint is congruent",
    "No dislocation",
    "The acetabulum is intact",
)
RING: Phrases = (
    "Pelvic ring is intact",
    "No fracture of the pubic rami",
    "Sacroiliac joints and symphysis pubis are unremarkable",
    "The sacrum and iliac bones show no fracture",
    "Obturator rings are preserved",
    "No diastasis of the symphysis",
)
TISSUE: Phrases = (
    "Bowel gas overlies the sacrum",
    "Overlying soft tissue folds limit evaluation slightly",
    "Patient rotation limits the assessment",
    "Superimposed bowel content noted",
    "Soft tissue shadows overlap the region",
    "Image quality is adequate",
)
ADVICE_BROKEN: Phrases = (
    "Orthopedic consultation is recommended",
    "Computed tomography is suggested for surgical planning",
    "Please correlate clinically",
    "Lateral view is recommended",
    "Surgical evaluation advised",
)
ADVICE_NORMAL: Phrases = (
    "If symptoms persist, magnetic resonance imaging is recommended",
    "Please correlate clinically",
    "Occult fracture cannot be excluded, follow up if pain continues",
    "Clinical correlation suggested",
    "Further examination when clinically indicated",
)
COMPARED: Phrases = (
    "No previous examination is available for comparison",
    "No prior study to compare",
    "Comparison with old films is not possible",
    "Prior radiographs were not provided",
)

IMPLANTS: dict[str, Phrases] = {
    "total_hip": (
        "{Side} total hip arthroplasty in place",
        "Status post total hip replacement, {side}",
        "Prosthesis of the {side} hip with acetabular cup and femoral stem",
        "S/P THR on the {side}",
    ),
    "hemiarthroplasty": (
        "{Side} bipolar hemiarthroplasty in situ",
        "Status post hemiarthroplasty, {side} hip",
        "Metallic hemiprosthesis of the {side} hip",
    ),
    "sliding_hip_screw": (
        "Dynamic hip screw with side plate in the {side} femur",
        "Compression screw and plate fixation on the {side}",
        "Status post internal fixation with a sliding screw, {side}",
    ),
    "nail": (
        "Intramedullary nail in the {side} femur",
        "Cephalomedullary nail and lag screw on the {side}",
        "Status post nailing of the {side} proximal femur",
    ),
    "cannulated_screws": (
        "Three cannulated screws in the {side} femoral neck",
        "Multiple screw fixation of the {side} neck",
        "Status post multiple pinning, {side} hip",
    ),
}

FINDINGS: dict[str, Phrases] = {
    "osteophytes": (
        "Osteophytes at the {side} hip joint",
        "Marginal spurs of the {side} acetabulum",
        "Degenerative osteophyte formation, {side} hip",
        "Osteoarthritis of the {side} hip joint",
    ),
    "narrow": (
        "Joint space narrowing of the {side} hip",
        "Narrowed {side} hip joint space, degenerative change",
        "{Side} hip joint space is reduced",
    ),
    "vessels": (
        "Vascular calcification along the {side} femoral artery",
        "Atherosclerotic calcification of the vessels on the {side}",
        "Calcified arterial wall, {side} thigh",
    ),
    "phleboliths": (
        "Phleboliths in the lesser pelvis",
        "Several round pelvic calcifications, likely phleboliths",
        "Small pelvic phleboliths are noted",
    ),
    "thin": (
        "Diffuse osteopenia",
        "Osteoporotic bone texture",
        "Decreased bone density, suggestive of osteoporosis",
        "Generalized demineralization of the visualized skeleton",
    ),
}

HEADERS: Phrases = (
    "EXAM: Pelvis AP",
    "EXAMINATION: Hip radiograph, one view",
    "TECHNIQUE: Single frontal view",
    "INDICATION: Fall from standing height",
    "CLINICAL HISTORY: Hip pain after slip",
    "HISTORY: Trauma, unable to walk",
    "PROCEDURE: Portable pelvis film",
    "DEPARTMENT: Emergency radiology",
)
FOOTERS: Phrases = (
    "Dictated by: Dr. {name} at {time}",
    "Electronically signed by {name}, MD",
    "REPORT STATUS: Final",
    "Signed: {name} {time}",
)
TITLES: Phrases = ("FINDINGS:", "IMPRESSION:", "CONCLUSION:", "REPORT:")
FOREIGN: Phrases = ("판독 완료.", "임상 소견과 비교하시기 바랍니다.")
