"""What is said in invented calls, in English, Hindi and the mixture of both that people speak.

Owns: the sentences. Leaves to others: putting them in order (`conversations.py`).
Fields: `{name}`, `{amount}`, `{due}`, `{city}`.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Script(NamedTuple):
    """One topic in one language. `questions` are (person, agent) pairs; the last three end the call."""

    purpose: str
    questions: tuple[tuple[str, str], ...]
    positive: str
    neutral: str
    negative: str


class Manners(NamedTuple):
    """What every call in one language has. `openings` are (agent, person)."""

    openings: tuple[tuple[str, str], ...]
    thanks: str
    call_back: str
    apology: str
    hurried: str
    voicemail: str


MANNERS: Final = {
    "en": Manners(
        (
            ("Good day, am I speaking with {name}?", "Yes, speaking."),
            ("Hello {name}, this is a call from Sahyadri Finance. Is this a good time?", "Yes, two minutes."),
            ("Hello, may I speak to {name} please?", "This is {name}. Who is calling?"),
        ),
        "Thank you, {name}. Have a good day.",
        "Of course, I will call you at a better time. Thank you.",
        "I understand, and I am sorry for the trouble. I have noted it. Goodbye.",
        "I am driving now, please call later.",
        "Hello {name}, this is Sahyadri Finance. Please call us back when you can. Thank you.",
    ),
    "hi": Manners(
        (
            ("नमस्ते, क्या मेरी बात {name} जी से हो रही है?", "हाँ, बोलिए।"),
            ("नमस्ते {name} जी, मैं सह्याद्रि फ़ाइनेंस से बात कर रही हूँ। क्या अभी दो मिनट मिलेंगे?", "जी, कहिए।"),
            ("नमस्कार, {name} जी से बात हो सकती है?", "मैं ही बोल रहा हूँ। आप कौन?"),
        ),
        "धन्यवाद {name} जी, आपका दिन शुभ हो।",
        "ठीक है, मैं आपको बाद में कॉल करूँगी। धन्यवाद।",
        "समझ गई, असुविधा के लिए क्षमा कीजिए। मैंने लिख लिया है।",
        "अभी गाड़ी चला रहा हूँ, बाद में फ़ोन कीजिए।",
        "नमस्ते {name} जी, सह्याद्रि फ़ाइनेंस से कॉल था। समय मिलने पर कृपया संपर्क कीजिए।",
    ),
    "hinglish": Manners(
        (
            ("Hello, kya main {name} ji se baat kar rahi hoon?", "Haan ji, boliye."),
            ("Namaste {name} ji, Sahyadri Finance se call hai. Abhi do minute milenge?", "Theek hai, jaldi bataiye."),
            ("नमस्ते {name} ji, यह call आपके account के बारे में है।", "हाँ बोलिए, what is it about?"),
        ),
        "Thank you {name} ji, aapka din achha rahe.",
        "Koi baat nahi, main aapko baad mein call karti hoon.",
        "Ji samajh gayi, sorry for the trouble. Maine note kar liya hai.",
        "Abhi meeting mein hoon, baad mein call kijiye.",
        "Namaste {name} ji, Sahyadri Finance se call tha. Please call back kijiye.",
    ),
}

SCRIPTS: Final = {
    ("offer", "en"): Script(
        "You have a pre-approved personal loan of {amount} rupees. May I tell you the terms?",
        (
            (
                "What would the new EMI be if I take it for three years?",
                "It comes to about three percent a month of the amount.",
            ),
            ("Is the EMI fixed for the whole term?", "Yes, the rate and the EMI stay fixed."),
            ("Do I have to come to the branch?", "No, everything can be done from home in {city}."),
        ),
        "Sounds good, please send me the link on this number.",
        "Send me the details, I will compare them with my present bank.",
        "I have said no twice already, please do not call me again.",
    ),
    ("offer", "hi"): Script(
        "आपके लिए {amount} रुपये का पर्सनल लोन पहले से मंज़ूर है। क्या मैं शर्तें बताऊँ?",
        (
            ("ब्याज कितना लगेगा?", "ब्याज साढ़े ग्यारह प्रतिशत से शुरू है और EMI तय रहती है।"),
            ("कागज़ क्या-क्या लगेंगे?", "सिर्फ़ पैन और आधार, और तीन महीने की सैलरी स्लिप।"),
        ),
        "ठीक है, लिंक भेज दीजिए, मैं आज ही भर दूँगा।",
        "सोचकर बताता हूँ, पूरी जानकारी मैसेज कर दीजिए।",
        "मुझे लोन नहीं चाहिए, बार-बार फ़ोन मत कीजिए।",
    ),
    ("offer", "hinglish"): Script(
        "Aapke liye {amount} rupaye ka top-up loan pre-approved hai, interest rate bhi kam hai.",
        (
            (
                "Mera purana loan chal raha hai, EMI badh jayegi kya?",
                "Nahi, tenure badha kar EMI lagbhag same rakh sakte hain.",
            ),
            ("Processing fee kitni hai?", "Is mahine processing fee zero hai."),
        ),
        "Achha hai, link WhatsApp kar dijiye, I will apply today.",
        "Details bhej dijiye, wife se discuss karke bataunga.",
        "Mujhe interest nahi hai, please number hata dijiye.",
    ),
    ("emi", "en"): Script(
        "Your EMI is due on {due}. I am calling to make sure that it can be paid in time.",
        (
            ("Can I pay in two parts this month?", "Yes, half by {due} and the rest within ten days."),
            ("I have paid the EMI yesterday through the app.", "Thank you, it can take one day to show."),
        ),
        "Yes, the EMI will be paid by evening.",
        "Salary comes on the 15th, I will pay after that.",
        "The EMI was taken twice and nobody answers. I want my money back first.",
    ),
    ("emi", "hi"): Script(
        "आपकी EMI {due} को देय है। क्या भुगतान समय पर हो जाएगा?",
        (
            ("क्या मेरी EMI की तारीख बदल सकती है?", "जी, बदल सकती है। इस महीने कोई लेट फ़ीस नहीं लगेगी।"),
            ("EMI दो हिस्सों में दे सकता हूँ?", "जी हाँ, आधी {due} तक और बाकी दस दिन में।"),
            ("अगले महीने की EMI पाँच तारीख को ही कटेगी?", "जी, वही तारीख रहेगी।"),
        ),
        "ठीक है, मैं आज शाम तक EMI भर दूँगी।",
        "वेतन आने पर दूँगा, पंद्रह के बाद फ़ोन कीजिए।",
        "नौकरी चली गई है, अभी EMI नहीं भर सकता।",
    ),
    ("emi", "hinglish"): Script(
        "आपकी {due} की EMI pending है, late fee से बचने के लिए आज payment कर दीजिए।",
        (
            (
                "क्या मेरी EMI की तारीख बदल सकती है? Salary comes on the 15th.",
                "जी, बदल सकती है। I can move it to the 17th.",
            ),
            ("Auto debit already on hai na?", "Haan, lekin balance kam hone se fail ho gaya tha."),
        ),
        "ठीक है, 17 तारीख को EMI दे दूँगा।",
        "Dekhta hoon, kal tak confirm karta hoon.",
        "दो बार EMI कट गई है, पहले पैसे वापस कीजिए!",
    ),
    ("kyc", "en"): Script(
        "Your KYC expires on {due}. It can be renewed with a two minute video call.",
        (
            ("Which documents do I need?", "Only your PAN card and one address proof."),
            (
                "Is this really from the company?",
                "Yes, you can check the number on our website. I will never ask for an OTP.",
            ),
        ),
        "Fine, let us do the video call tomorrow morning.",
        "I will do it in the app myself.",
        "I do not share documents on the phone.",
    ),
    ("kyc", "hi"): Script(
        "आपका केवाईसी {due} को समाप्त हो रहा है। दो मिनट की वीडियो कॉल से नवीनीकरण हो जाएगा।",
        (("कौन से कागज़ चाहिए?", "सिर्फ़ पैन कार्ड और पते का एक प्रमाण।"),),
        "ठीक है, कल सुबह वीडियो कॉल कर लीजिए।",
        "मैं शाखा में आकर करा लूँगा।",
        "फ़ोन पर कागज़ नहीं दूँगा।",
    ),
    ("kyc", "hinglish"): Script(
        "Aapka KYC {due} ko expire ho raha hai, do minute ke video call se update ho jayega.",
        (
            ("Kaunse documents chahiye?", "Bas PAN card aur address proof."),
            ("OTP to nahi dena padega?", "Nahi, hum kabhi OTP nahi maangte."),
        ),
        "Theek hai, kal subah video call schedule kar dijiye.",
        "App se khud kar lunga.",
        "Ye fraud call lag rahi hai, mat kijiye.",
    ),
    ("renewal", "en"): Script(
        "Your motor insurance ends on {due}. Renewing before that keeps your no-claim bonus.",
        (
            ("What is the premium this year?", "About eight percent less than last year, with the bonus."),
            ("Does it cover flood damage in {city}?", "Yes, engine protection is included."),
        ),
        "Please renew it, send me the payment link.",
        "I will decide after comparing two more quotes.",
        "Your company refused my claim. I am moving to another one.",
    ),
    ("renewal", "hi"): Script(
        "आपका वाहन बीमा {due} को समाप्त हो रहा है। समय पर नवीनीकरण से बोनस बना रहेगा।",
        (("इस साल प्रीमियम कितना है?", "पिछले साल से लगभग आठ प्रतिशत कम।"),),
        "ठीक है, भुगतान का लिंक भेज दीजिए।",
        "दूसरी कंपनी से भी पूछकर बताऊँगा।",
        "पिछली बार दावा नहीं मिला, अब नहीं लेना।",
    ),
    ("renewal", "hinglish"): Script(
        "Aapki car insurance {due} ko khatam ho rahi hai, renew karne par no-claim bonus rahega.",
        (("Premium kitna hai is saal?", "Pichhle saal se kareeb aath percent kam."),),
        "Haan renew kar dijiye, link bhejiye.",
        "Compare karke bataunga.",
        "Claim reject kiya tha aapne, ab nahi lena.",
    ),
    ("visit", "en"): Script(
        "I am calling to confirm the visit of our officer in {city} on {due}.",
        (
            ("At what time will he come?", "Between ten and twelve in the morning."),
            ("Can it be moved to Saturday?", "Yes, Saturday at eleven is free."),
        ),
        "Yes, confirmed. I will be at home.",
        "I am not sure yet, please call again tomorrow.",
        "Nobody came the last two times. Cancel it.",
    ),
    ("visit", "hi"): Script(
        "{city} में {due} को हमारे अधिकारी की मुलाक़ात की पुष्टि के लिए कॉल है।",
        (("कितने बजे आएँगे?", "सुबह दस से बारह के बीच।"),),
        "जी हाँ, मैं घर पर रहूँगा।",
        "कल फिर से पूछ लीजिए।",
        "पिछली बार कोई नहीं आया, रद्द कर दीजिए।",
    ),
    ("visit", "hinglish"): Script(
        "{due} ko {city} mein hamare officer ki visit confirm karni thi.",
        (("Kitne baje aayenge?", "Subah das se barah ke beech."),),
        "Haan confirm hai, main ghar par rahunga.",
        "Pakka nahi hai, kal call kijiye.",
        "Do baar koi nahi aaya, cancel kijiye.",
    ),
    ("survey", "en"): Script(
        "On a scale of one to ten, how likely are you to recommend us to a friend?",
        (("Why do you want to know?", "To make our service better. It takes one minute."),),
        "Nine. The officer in {city} was very helpful.",
        "Six, it was all right.",
        "Two. I waited for forty minutes on the phone.",
    ),
    ("survey", "hi"): Script(
        "एक से दस में आप हमारी सेवा को कितने अंक देंगे?",
        (("क्यों पूछ रहे हैं?", "सेवा बेहतर करने के लिए। बस एक मिनट लगेगा।"),),
        "नौ। {city} की शाखा ने बहुत मदद की।",
        "छह, ठीक-ठाक थी।",
        "दो। चालीस मिनट फ़ोन पर इंतज़ार किया।",
    ),
    ("survey", "hinglish"): Script(
        "Ek se das mein aap hamari service ko kitna rate karenge?",
        (("Kitna time lagega?", "Bas ek minute."),),
        "Nau. {city} branch bahut helpful thi.",
        "Chhe, theek thi.",
        "Do. Bahut wait karna pada.",
    ),
}
